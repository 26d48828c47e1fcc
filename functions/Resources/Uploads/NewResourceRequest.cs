using Pathway.Functions.Http;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Resources.Uploads;

/// <summary>The body of <c>POST /api/resources</c>: a definition and its first file.</summary>
public sealed record NewResourceRequest : ResourceRequest
{
    public string? FileName { get; init; }

    public string? ContentType { get; init; }

    public override ResourceDefinition? Validate(FaultList faults)
    {
        new VersionRequest(FileName, ContentType).Validate(faults);
        return base.Validate(faults);
    }
}
