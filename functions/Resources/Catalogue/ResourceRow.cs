using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>
/// A resource as table Resources holds it: partition <c>r</c>, row its id. One more row, <see cref="EditionRow"/>, counts the
/// changes of all of them; each change writes both rows in one entity group transaction and leaves its number in
/// <c>Edition</c>.
/// </summary>
internal static class ResourceRow
{
    public const string Partition = "r";

    /// <summary>No id starts with this character, and every id sorts after it.</summary>
    public const string EditionRow = "!";

    public const string Edition = "Edition";

    /// <summary>Versions stand as bytes in one property, which holds 64 KiB: 50 of them with the longest names.</summary>
    public const int MaxVersions = 50;

    public static TableEntity From(Resource resource, long edition) => new(Partition, resource.Id.ToString())
    {
        ["Definition"] = Definition(resource.Definition),
        ["Versions"] = JsonSerializer.SerializeToUtf8Bytes(resource.Versions, PathwayJson.Plain),
        ["CreatedAt"] = resource.CreatedAt,
        ["Revision"] = resource.Revision,
        ["WithdrawnAt"] = resource.WithdrawnAt,
        [Edition] = edition,
    };

    /// <summary>What the audit trail may know: the files by name and state, not where they were uploaded to.</summary>
    public static JsonObject Noted(Resource resource)
    {
        var note = JsonNode.Parse(Definition(resource.Definition))!.AsObject();
        foreach (var version in resource.Versions)
            note[$"version {version.Number}"] = $"{version.State.ToString().ToLowerInvariant()}: {version.FileName}";
        note["withdrawnAt"] = resource.WithdrawnAt;
        return note;
    }

    public static Resource Read(TableEntity row) => new(
        ResourceId.Parse(row.RowKey),
        JsonSerializer.Deserialize<Stored>(row.GetBinary("Definition")!, PathwayJson.Plain)!.ToDefinition(),
        JsonSerializer.Deserialize<List<ResourceVersion>>(row.GetBinary("Versions")!, PathwayJson.Plain)!,
        row.GetDateTimeOffset("CreatedAt") ?? default)
    {
        Revision = row.GetInt32("Revision") ?? 1,
        WithdrawnAt = row.GetDateTimeOffset("WithdrawnAt"),
        ETag = row.ETag,
    };

    public static bool Same(ResourceDefinition one, ResourceDefinition other) =>
        Definition(one).AsSpan().SequenceEqual(Definition(other));

    public static TableEntity OfEdition(long edition) => new(Partition, EditionRow) { [Edition] = edition };

    private static byte[] Definition(ResourceDefinition definition) =>
        JsonSerializer.SerializeToUtf8Bytes(Stored.From(definition), PathwayJson.Plain);

    private sealed record Stored(
        string Title,
        string Kind,
        string Summary,
        IReadOnlyList<string> Tags,
        string? Activity,
        int? YearGroup,
        IReadOnlyList<string> Aliases)
    {
        public static Stored From(ResourceDefinition definition) => new(
            definition.Title,
            definition.Kind,
            definition.Summary,
            definition.Tags,
            definition.Activity?.ToString(),
            definition.YearGroup,
            definition.Aliases);

        public ResourceDefinition ToDefinition() => new()
        {
            Title = Title,
            Kind = Kind,
            Summary = Summary,
            Tags = Tags,
            Activity = ActivityId.TryParse(Activity, out var activity) ? activity : null,
            YearGroup = YearGroup,
            Aliases = Aliases,
        };
    }
}
