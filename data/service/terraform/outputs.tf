# SPDX-License-Identifier: GPL-3.0-or-later

output "config" {
  description = "The file that --config names. No secret is in it: libpq finds the password in PGPASSFILE."
  value       = <<-TEXT
    [aws]
    region=${data.aws_region.current.id}

    [storage]
    bucket=${aws_s3_bucket.files.bucket}
    prefix=${var.prefix}

    [database]
    uri=postgresql://retainwise@${aws_db_instance.jobs.endpoint}/${aws_db_instance.jobs.db_name}?sslmode=verify-full

    [queue]
    url=${aws_sqs_queue.jobs.url}
    dead-letter-url=${aws_sqs_queue.dead_letters.url}
  TEXT
}

output "queue_url" {
  description = "Address of the queue."
  value       = aws_sqs_queue.jobs.url
}

output "dead_letter_url" {
  description = "Address of the queue of dead letters."
  value       = aws_sqs_queue.dead_letters.url
}

output "bucket" {
  description = "Name of the bucket."
  value       = aws_s3_bucket.files.bucket
}

output "database_host" {
  description = "Where PostgreSQL listens, on port 5432."
  value       = aws_db_instance.jobs.address
}

output "database_secret" {
  description = "ARN of the secret that holds the administrator's password."
  value       = aws_db_instance.jobs.master_user_secret[0].secret_arn
}

output "roles" {
  description = "ARNs of the roles, by program."
  value       = { for program, role in aws_iam_role.program : program => role.arn }
}

output "instance_profiles" {
  description = "Names of the instance profiles, by program."
  value       = { for program, profile in aws_iam_instance_profile.program : program => profile.name }
}
