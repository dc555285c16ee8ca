# SPDX-License-Identifier: GPL-3.0-or-later
# Queue, bucket, database, roles and alarms of one RetainWise service on Amazon. GUIDE.md says how it
# is used. The two policies are those in ../amazon, so that they exist once.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.40"
    }
  }
}

data "aws_region" "current" {}

locals {
  policies = {
    for program in ["server", "worker"] : program => templatefile("${path.module}/../amazon/${program}-policy.json", {
      queue_arn             = aws_sqs_queue.jobs.arn
      dead_letter_queue_arn = aws_sqs_queue.dead_letters.arn
      bucket_arn            = aws_s3_bucket.files.arn
      prefix                = var.prefix
    })
  }
}
