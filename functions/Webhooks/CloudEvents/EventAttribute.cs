namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>The attributes of a CloudEvent that the app uses.</summary>
[Flags]
internal enum EventAttribute
{
    None = 0,
    SpecVersion = 1,
    Id = 2,
    Source = 4,
    Type = 8,
    Time = 16,
    DataContentType = 32,
    Data = 64,
}
