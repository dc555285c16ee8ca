# SPDX-License-Identifier: GPL-3.0-or-later
# A role for each program. On an instance or in a container nobody has to keep a key: the programs take
# the role's credentials from there and renew them.

resource "aws_iam_role" "program" {
  for_each = local.policies
  name     = "${var.name}-${each.key}"
  tags     = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = var.trusted_services }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "program" {
  for_each = local.policies
  name     = each.key
  role     = aws_iam_role.program[each.key].id
  policy   = each.value
}

resource "aws_iam_instance_profile" "program" {
  for_each = local.policies
  name     = "${var.name}-${each.key}"
  role     = aws_iam_role.program[each.key].name
  tags     = var.tags
}
