using Azure;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>A counter as it was last read or written; without an ETag it is not in the table yet.</summary>
internal readonly record struct VersionedCounter(Counter Counter, ETag ETag);
