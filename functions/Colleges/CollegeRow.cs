using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Colleges;

/// <summary>A college as table Colleges holds it: partition <c>c</c>, row its id.</summary>
internal static class CollegeRow
{
    public const string Partition = "c";

    private const string Definition = "Definition";

    public static TableEntity From(College college)
    {
        var row = new TableEntity(Partition, college.Id.ToString())
        {
            ["Version"] = college.Version,
            ["Salt"] = college.Salt,
            ["Rotations"] = string.Join(' ', college.Rotations.Select(at => at.ToUnixTimeSeconds())),
            ["FirstSecret"] = college.FirstSecret,
            ["FeedVersion"] = college.FeedVersion,
            ["LinkVersion"] = college.LinkVersion,
            ["CalendarDirty"] = college.CalendarDirty,
            ["JoinedAt"] = college.JoinedAt,
            ["LeftAt"] = college.LeftAt,
            ["WriteMark"] = college.WriteMark,
        };
        if (college.Erasure is not null)
            (row["Erasure"], row["ErasureAt"], row["IsErased"]) = (college.Erasure, college.ErasureAt, college.IsErased);
        row.SetLong(Definition, Write(college.Definition));
        return row;
    }

    public static bool Same(CollegeDefinition definition, CollegeDefinition other) =>
        Write(definition).AsSpan().SequenceEqual(Write(other));

    /// <summary>What the audit trail may know: which version of a secret counts, never the salt under it.</summary>
    public static JsonObject Noted(College college)
    {
        var note = JsonSerializer.SerializeToNode(college.Definition, PathwayJson.Plain)!.AsObject();
        note["secretVersion"] = college.SecretVersion;
        note["feedVersion"] = college.FeedVersion;
        note["linkVersion"] = college.LinkVersion;
        note["leftAt"] = college.LeftAt;
        note["erasure"] = college.Erasure;
        return note;
    }

    public static College Read(TableEntity row) =>
        new(
            CollegeId.Parse(row.RowKey),
            JsonSerializer.Deserialize<CollegeDefinition>(row.GetLong(Definition), PathwayJson.Plain)!)
        {
            Version = row.GetInt32("Version") ?? 1,
            Salt = row.GetBinary("Salt") ?? [],
            Rotations = [.. (row.GetString("Rotations") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(seconds => DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture)))],
            FirstSecret = row.GetInt32("FirstSecret") ?? 1,
            FeedVersion = row.GetInt32("FeedVersion") ?? 1,
            LinkVersion = row.GetInt32("LinkVersion") ?? 1,
            CalendarDirty = row.GetBoolean("CalendarDirty") ?? false,
            JoinedAt = row.GetDateTimeOffset("JoinedAt"),
            LeftAt = row.GetDateTimeOffset("LeftAt"),
            WriteMark = row.GetString("WriteMark") ?? "",
            Erasure = row.GetString("Erasure"),
            ErasureAt = row.GetDateTimeOffset("ErasureAt") ?? default,
            IsErased = row.GetBoolean("IsErased") ?? false,
            ETag = row.ETag,
        };

    private static byte[] Write(CollegeDefinition definition) =>
        JsonSerializer.SerializeToUtf8Bytes(definition, PathwayJson.Plain);
}
