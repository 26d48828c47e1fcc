using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>Row <c>A|reference</c>: an alias of a learner.</summary>
internal static class AliasRow
{
    public static TableEntity From(string partition, LearnerRef alias, LearnerRef first, DateTimeOffset at) =>
        new(partition, EngagementKey.Alias(alias)) { ["First"] = first.ToString(), ["At"] = at };

    public static (LearnerRef Alias, LearnerRef First) Read(TableEntity row) =>
        (Parse(row.RowKey[2..]), Parse(row.GetString("First")));

    private static LearnerRef Parse(string? text) =>
        LearnerRef.TryParse(text, out var reference)
            ? reference
            : throw new FormatException("An alias row holds something that is no learner reference.");
}
