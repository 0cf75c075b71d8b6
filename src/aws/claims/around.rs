//! The services around messaging that questions need: Step Functions, `DynamoDB` Streams, Amazon MQ, Amazon S3, Amazon `CloudWatch`,
//! Amazon EC2 Auto Scaling, AWS Elastic Beanstalk, AWS KMS and IAM.

use super::{Claim, Confidence, count, doc, hours, known, text};

const STREAMS: &str = "docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html";
const STEP: &str = "docs.aws.amazon.com/step-functions/latest/dg/welcome.html";
const ALARMS: &str = "docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html";

pub(super) const CLAIMS: &[Claim] = &[
    doc(
        "SF1",
        STEP,
        "Step Functions runs several steps with branches, joins, retries and waits; a Standard workflow lives up to {step_functions_life}.",
        &[text("step_functions_life", "one year")],
    ),
    doc(
        "SF2",
        "Step Functions API reference, SendTaskSuccess",
        "A task waits for an outside callback with a task token; SendTaskSuccess or SendTaskFailure goes on from there.",
        &[],
    ),
    doc(
        "DS1",
        STREAMS,
        "DynamoDB Streams keep changes of items for {table_stream_retention}, in order for each item, and each once in the stream.",
        &[hours("table_stream_retention", 24)],
    ),
    doc(
        "DS2",
        "DynamoDB API reference, StreamSpecification",
        "A table stream's view is KEYS_ONLY, NEW_IMAGE, OLD_IMAGE or NEW_AND_OLD_IMAGES.",
        &[],
    ),
    doc(
        "DS3",
        "docs.aws.amazon.com/lambda/latest/dg/with-ddb.html",
        "To run code when an item changes, a mapping reads the table's stream and invokes a function with batches, synchronously.",
        &[],
    ),
    doc(
        "MQ1",
        "docs.aws.amazon.com/amazon-mq/latest/developer-guide/welcome.html",
        "Amazon MQ runs ActiveMQ and RabbitMQ brokers for applications that speak JMS, AMQP, MQTT, OpenWire or STOMP.",
        &[],
    ),
    doc(
        "BS1",
        "docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features-managing-env-tiers.html",
        "A Beanstalk worker environment has a queue and a daemon that posts messages to the application; cron.yaml adds periodic tasks.",
        &[],
    ),
    doc(
        "S3N1",
        "docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html",
        "S3 notifies Lambda, SQS (standard) and SNS (standard) directly, or EventBridge.",
        &[],
    ),
    doc(
        "CM1",
        "CloudWatch API reference, PutMetricData",
        "A number of one's own becomes a custom metric by PutMetricData or the embedded metric format, in steps of 1 second if StorageResolution is 1.",
        &[],
    ),
    doc(
        "CM2",
        ALARMS,
        "An alarm watches a metric, or a metric filter of a log, over evaluation periods, and notifies an SNS topic whose subscriptions are confirmed.",
        &[],
    ),
    doc(
        "CL1",
        "docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html",
        "A CloudWatch Logs subscription filter streams matching log events to Kinesis Data Streams, Firehose, Lambda or OpenSearch Service.",
        &[],
    ),
    doc(
        "AS1",
        "docs.aws.amazon.com/autoscaling/ec2/userguide/as-using-sqs-queue.html",
        "Workers behind a queue scale by target tracking on the backlog per worker, a custom metric: visible messages ÷ running workers.",
        &[],
    ),
    doc(
        "KM1",
        "docs.aws.amazon.com/kms/latest/developerguide/overview.html",
        "Encryption at rest of a queue, topic or stream is a setting with a KMS key; callers need permissions for a customer managed key, across accounts in its key policy.",
        &[],
    ),
    doc(
        "IA1",
        "docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html",
        "The IAM policy simulator tells whether a policy allows an action without calling it.",
        &[],
    ),
    doc(
        "EC1",
        "docs.aws.amazon.com/AmazonElastiCache/latest/dg/elasticache-use-cases.html",
        "Session state belongs into DynamoDB or ElastiCache: it is read by key, and kept as long as one likes.",
        &[],
    ),
    doc(
        "CP1",
        "docs.aws.amazon.com/dtconsole/latest/userguide/notification-rules.html",
        "Approval actions and notification rules of the developer tools tell people through an SNS topic.",
        &[],
    ),
    known(
        "BR1",
        Confidence::Documented,
        "AWS Builders' Library, Timeouts, retries and backoff with jitter",
        "Retry with exponential backoff and jitter up to a cap, and make what is repeated idempotent.",
        &[],
    ),
    doc(
        "DC1",
        "docs.aws.amazon.com/whitepapers/latest/microservices-on-aws/asynchronous-messaging-and-event-passing.html",
        "A queue or topic between parts lets the caller return at once, and the parts scale, fail and deploy by themselves.",
        &[],
    ),
    known(
        "EG1",
        Confidence::Documented,
        "Exam guide DVA-C02, version 2.1",
        "The exam has {exam_questions} questions of which {exam_scored} count, {exam_minutes} minutes, and passes at {exam_pass} of 1,000.",
        &[
            count("exam_questions", 65),
            count("exam_scored", 50),
            count("exam_minutes", 130),
            count("exam_pass", 720),
        ],
    ),
];
