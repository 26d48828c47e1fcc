using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>Row <c>F|key</c>: a fact, as it was sent and as it was counted.</summary>
internal static class FactRow
{
    /// <summary>No hash of any content: whatever comes under this key was taken back before.</summary>
    public const string VoidedContent = "voided";

    public static TableEntity From(string partition, Fact fact, string content, string counterKey)
    {
        var row = new TableEntity(partition, EngagementKey.Fact(fact.Key))
        {
            ["Content"] = content,

            // The counter it moved: what takes a learner out again has to find it.
            ["Counter"] = counterKey,
            ["Learners"] = string.Join(' ', fact.Learners),
            ["At"] = fact.At,
        };
        if (fact.Object is { Kind: ObjectKind.Elsewhere, IsNameless: false })
            row["Address"] = fact.Object.Name;
        if (fact.Minutes is { } minutes)
            row["Minutes"] = minutes;
        if (fact.Rating is { } rating)
            row["Rating"] = rating;
        return row;
    }

    /// <summary>
    /// What is left of a fact that was taken back, or is known to be taken back before it came: it counts for nobody,
    /// and comes to nothing when it is sent again.
    /// </summary>
    /// <param name="there">The fact as it was counted; null when it has not come.</param>
    public static TableEntity Voided(string partition, string key, TableEntity? there, DateTimeOffset at) =>
        new(partition, EngagementKey.Fact(key))
        {
            ["Content"] = there is null ? VoidedContent : Content(there),
            ["Voided"] = true,
            ["At"] = there?.GetDateTimeOffset("At") ?? at,
        };

    public static bool IsVoided(TableEntity row) => row.GetBoolean("Voided") is true;

    /// <summary>The row key of the counter it moved; a fact that was taken back has none.</summary>
    public static string Counter(TableEntity row) => row.GetString("Counter");

    public static IReadOnlyList<LearnerRef> Learners(TableEntity row) =>
    [
        .. (row.GetString("Learners") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text =>
            LearnerRef.TryParse(text, out var learner)
                ? learner
                : throw new FormatException("A fact's row holds something that is no learner reference.")),
    ];

    /// <summary>The row with only these learners left in it: what a group did stays the others'.</summary>
    public static TableEntity With(TableEntity row, IEnumerable<LearnerRef> learners) =>
        new(row) { ["Learners"] = string.Join(' ', learners) };

    public static string Content(TableEntity row) => row.GetString("Content") ?? "";
}
