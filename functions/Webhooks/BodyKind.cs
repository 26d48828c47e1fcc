namespace Pathway.Functions.Webhooks;

/// <summary>How a body says what it is.</summary>
internal enum BodyKind
{
    Unknown,
    Json,
    CloudEvent,
    CloudEventBatch,
}
