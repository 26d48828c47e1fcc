using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Resources.Uploads;

/// <summary>The answer to an upload that is complete.</summary>
public sealed record IngestView(string Id, int Version, ResourceState State);
