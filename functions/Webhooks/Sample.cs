using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Webhooks;

/// <summary>A call as a college's system would send it.</summary>
public sealed record Sample(IHeaderDictionary Headers, RawBody Body)
{
    public string? ContentType => Headers.ContentType;
}
