# SPDX-License-Identifier: GPL-3.0-or-later
# What somebody must be woken for. GUIDE.md says what to do then.

# Workers are too few or too slow. A queue that holds nothing has no age.
resource "aws_cloudwatch_metric_alarm" "oldest_message" {
  alarm_name          = "${var.name}-oldest-message"
  alarm_description   = "A file is on the queue longer than ${var.oldest_message_seconds} s: see to the workers."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = aws_sqs_queue.jobs.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.oldest_message_seconds
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
  tags                = var.tags
}

# Letters whose jobs have FAILED are kept hidden, so those that cannot be seen count too.
resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name          = "${var.name}-dead-letters"
  alarm_description   = "A file was given up: retainwise-server dlq list."
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
  tags                = var.tags

  metric_query {
    id          = "letters"
    expression  = "FILL(visible, 0) + FILL(hidden, 0)"
    label       = "Dead letters"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = {
      visible = "ApproximateNumberOfMessagesVisible"
      hidden  = "ApproximateNumberOfMessagesNotVisible"
    }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/SQS"
        metric_name = metric_query.value
        dimensions  = { QueueName = aws_sqs_queue.dead_letters.name }
        stat        = "Maximum"
        period      = 60
      }
    }
  }
}

# A worker that waits asks three times a minute; one that works holds a message. Where none asked and
# none holds any for five minutes, none lives. It needs nothing but the queue's own figures, and nobody
# else receives from this queue. Figures that do not come are the same: the queue sleeps.
resource "aws_cloudwatch_metric_alarm" "no_worker" {
  alarm_name          = "${var.name}-no-worker"
  alarm_description   = "No worker has asked for work or held a file for five minutes."
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
  tags                = var.tags

  metric_query {
    id          = "signs"
    expression  = "FILL(taken, 0) + FILL(nothing, 0) + FILL(held, 0)"
    label       = "Signs of life"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = {
      taken   = { metric = "NumberOfMessagesReceived", stat = "Sum" }
      nothing = { metric = "NumberOfEmptyReceives", stat = "Sum" }
      held    = { metric = "ApproximateNumberOfMessagesNotVisible", stat = "Maximum" }
    }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/SQS"
        metric_name = metric_query.value.metric
        dimensions  = { QueueName = aws_sqs_queue.jobs.name }
        stat        = metric_query.value.stat
        period      = 60
      }
    }
  }
}

# The one part that can fill up.
resource "aws_cloudwatch_metric_alarm" "database_storage" {
  alarm_name          = "${var.name}-database-storage"
  alarm_description   = "The database has less than a tenth of its storage left."
  namespace           = "AWS/RDS"
  metric_name         = "FreeStorageSpace"
  dimensions          = { DBInstanceIdentifier = aws_db_instance.jobs.identifier }
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "LessThanThreshold"
  threshold           = var.database_gib * 107374182.4
  treat_missing_data  = "breaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
  tags                = var.tags
}
