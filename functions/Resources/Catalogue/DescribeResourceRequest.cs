using System.Text.Json;
using Pathway.Functions.Http;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>
/// The body of <c>PUT /api/resources/{id}</c>. An answer of the API may be sent back: the id in it must be the
/// address's, and what is the app's own in it is not read.
/// </summary>
public sealed record DescribeResourceRequest : ResourceRequest
{
    public string? Id { get; init; }

    public JsonElement? State { get; init; }

    public JsonElement? Reason { get; init; }

    public JsonElement? Version { get; init; }

    public JsonElement? FileName { get; init; }

    public JsonElement? ContentType { get; init; }

    public JsonElement? Size { get; init; }

    public JsonElement? Url { get; init; }

    public JsonElement? CreatedAt { get; init; }

    public JsonElement? PublishedAt { get; init; }

    public JsonElement? Versions { get; init; }

    public ResourceDefinition? Validate(string id, FaultList faults)
    {
        faults.When(Id is not null && Id != id, "/id", "is not the id in the address.");
        return Validate(faults);
    }
}
