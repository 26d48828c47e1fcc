namespace Pathway.Functions.Webhooks.Intake;

/// <summary>How a body says what it is.</summary>
internal enum BodyKind
{
    Unknown,
    Json,
    CloudEvent,
    CloudEventBatch,
}
