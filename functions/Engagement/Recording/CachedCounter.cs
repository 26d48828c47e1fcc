using Azure;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>A counter as it was last seen or written; without an ETag it is not in the table yet.</summary>
internal readonly record struct CachedCounter(Counter Counter, ETag ETag);
