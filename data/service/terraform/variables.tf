# SPDX-License-Identifier: GPL-3.0-or-later

variable "name" {
  description = "Begins the names of all that is made."
  type        = string
  default     = "retainwise"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,30}$", var.name))
    error_message = "A name is up to 31 of a-z, 0-9 and hyphens, and begins with a letter."
  }
}

variable "bucket" {
  description = "Name of the bucket, which nobody in the world may have yet. It is for this service alone."
  type        = string
}

variable "prefix" {
  description = "Stands before every key, as “prefix” in the programs' [storage]: empty, or with a slash at its end."
  type        = string
  default     = ""

  validation {
    condition     = var.prefix == "" || can(regex("^[A-Za-z0-9._/-]*/$", var.prefix))
    error_message = "The prefix must be empty or end in a slash."
  }
}

variable "input_days" {
  description = "Days after which an uploaded file is removed. A job that failed can be tried again so long."
  type        = number
  default     = 30
}

variable "result_days" {
  description = "Days after which a result is removed."
  type        = number
  default     = 90
}

variable "vpc_id" {
  description = "Network of the database."
  type        = string
}

variable "subnet_ids" {
  description = "At least two private subnets, in different zones, for the database."
  type        = list(string)
}

variable "client_security_groups" {
  description = "Ids of the security groups of servers and workers, each under a name: they may reach the database."
  type        = map(string)
}

variable "database_version" {
  description = "PostgreSQL's major version."
  type        = string
  default     = "15"
}

variable "database_class" {
  description = "Size of the database's machine. CAPACITY.md says what it must do."
  type        = string
  default     = "db.t4g.medium"
}

variable "database_gib" {
  description = "GiB of the database at first. It grows to four times as much by itself."
  type        = number
  default     = 20
}

variable "database_multi_az" {
  description = "Whether a second database stands by in another zone. Without it a failure of the zone stops the service."
  type        = bool
  default     = true
}

variable "backup_days" {
  description = "Days to which the database can be set back."
  type        = number
  default     = 14
}

variable "deletion_protection" {
  description = "Whether Terraform refuses to destroy the database."
  type        = bool
  default     = true
}

variable "trusted_services" {
  description = "Who may take the roles: instances, or ecs-tasks.amazonaws.com for containers."
  type        = list(string)
  default     = ["ec2.amazonaws.com"]
}

variable "oldest_message_seconds" {
  description = "A file that waits longer than this for a worker raises the alarm."
  type        = number
  default     = 900
}

variable "alarm_actions" {
  description = "ARNs of what is told of alarms, mostly SNS topics."
  type        = list(string)
  default     = []
}

variable "tags" {
  description = "Tags of all that is made."
  type        = map(string)
  default     = {}
}
