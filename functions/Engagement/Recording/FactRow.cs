using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>Row <c>F|key</c>: a fact, as it was sent and as it was counted.</summary>
internal static class FactRow
{
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
        if (fact.Object.Kind == ObjectKind.Elsewhere)
            row["Address"] = fact.Object.Name;
        if (fact.Minutes is { } minutes)
            row["Minutes"] = minutes;
        if (fact.Rating is { } rating)
            row["Rating"] = rating;
        return row;
    }

    /// <summary>The row key of the counter it moved.</summary>
    public static string Counter(TableEntity row) => row.GetString("Counter");

    public static IReadOnlyList<LearnerRef> Learners(TableEntity row) =>
    [
        .. (row.GetString("Learners") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text =>
            LearnerRef.TryParse(text, out var reference)
                ? reference
                : throw new FormatException("A fact's row holds something that is no learner reference.")),
    ];

    /// <summary>The row with only these learners left in it: what a group did stays the others'.</summary>
    public static TableEntity With(TableEntity row, IEnumerable<LearnerRef> learners) =>
        new(row) { ["Learners"] = string.Join(' ', learners) };

    public static string Content(TableEntity row) => row.GetString("Content") ?? "";
}
