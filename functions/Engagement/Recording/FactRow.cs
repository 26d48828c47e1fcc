using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;

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

    public static string Content(TableEntity row) => row.GetString("Content") ?? "";
}
