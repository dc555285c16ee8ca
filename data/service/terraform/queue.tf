# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers are those of the programs; a test compares them.

resource "aws_sqs_queue" "jobs" {
  name = "${var.name}-jobs"

  # The lease of a job and a tenth. The programs ask for the same at every receive.
  visibility_timeout_seconds = 33
  receive_wait_time_seconds  = 20

  # The longest there is. A job whose message is gone gets another one after an hour.
  message_retention_seconds = 1209600
  max_message_size          = 65536
  sqs_managed_sse_enabled   = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
    maxReceiveCount     = 3
  })
  tags = var.tags
}

# Its letters are kept hidden once their jobs have FAILED, until "dlq replay" removes them.
resource "aws_sqs_queue" "dead_letters" {
  name                      = "${var.name}-dead-letters"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags                      = var.tags
}

resource "aws_sqs_queue_redrive_allow_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.jobs.arn]
  })
}

resource "aws_sqs_queue_policy" "tls_only" {
  for_each = {
    jobs         = aws_sqs_queue.jobs
    dead_letters = aws_sqs_queue.dead_letters
  }
  queue_url = each.value.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = each.value.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
