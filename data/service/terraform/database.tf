# SPDX-License-Identifier: GPL-3.0-or-later
# Jobs, dead letters and tokens. Files are never in it.

resource "aws_db_subnet_group" "jobs" {
  name       = "${var.name}-jobs"
  subnet_ids = var.subnet_ids
  tags       = var.tags
}

resource "aws_security_group" "database" {
  name        = "${var.name}-database"
  description = "Servers and workers of ${var.name} reach PostgreSQL"
  vpc_id      = var.vpc_id
  tags        = var.tags
}

resource "aws_vpc_security_group_ingress_rule" "database" {
  for_each                     = var.client_security_groups
  security_group_id            = aws_security_group.database.id
  referenced_security_group_id = each.value
  description                  = each.key
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_db_parameter_group" "jobs" {
  name   = "${var.name}-jobs"
  family = "postgres${var.database_version}"
  tags   = var.tags

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}

resource "aws_db_instance" "jobs" {
  identifier     = "${var.name}-jobs"
  engine         = "postgres"
  engine_version = var.database_version
  instance_class = var.database_class
  db_name        = "retainwise"
  username       = "retainwise_admin"

  # In Secrets Manager, made and changed by Amazon: Terraform never sees it.
  manage_master_user_password = true

  storage_type          = "gp3"
  allocated_storage     = var.database_gib
  max_allocated_storage = 4 * var.database_gib
  storage_encrypted     = true

  db_subnet_group_name   = aws_db_subnet_group.jobs.name
  vpc_security_group_ids = [aws_security_group.database.id]
  parameter_group_name   = aws_db_parameter_group.jobs.name
  publicly_accessible    = false
  multi_az               = var.database_multi_az

  backup_retention_period    = var.backup_days
  copy_tags_to_snapshot      = true
  auto_minor_version_upgrade = true
  deletion_protection        = var.deletion_protection
  skip_final_snapshot        = false
  final_snapshot_identifier  = "${var.name}-jobs-final"
  tags                       = var.tags
}
