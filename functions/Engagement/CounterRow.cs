using Azure.Data.Tables;

namespace Pathway.Functions.Engagement;

/// <summary>A counter as table Engagement holds it.</summary>
internal static class CounterRow
{
    /// <summary>A binary property holds 64 KiB: 8,192 learners. The row's own limit of 1 MiB leaves room for fifteen of them.</summary>
    private const int PropertyBytes = 64 * 1024;

    public static TableEntity Of(string partition, Counter counter)
    {
        var row = new TableEntity(partition, EngagementKey.Counter(counter.Date, counter.Kind, counter.Object, counter.Verb))
        {
            ["Events"] = counter.Events,
            ["Minutes"] = counter.Minutes,
        };
        if (counter.Kind == ObjectKind.Elsewhere)
            row["Address"] = counter.Object;
        if (counter.Ratings > 0)
            (row["RatingSum"], row["Ratings"]) = (counter.RatingSum, counter.Ratings);
        var learners = LearnerSet.ToBytes(counter.Learners);
        for (var at = 0; at < learners.Length; at += PropertyBytes)
            row[PropertyName(at / PropertyBytes)] = learners.AsSpan(at, Math.Min(PropertyBytes, learners.Length - at)).ToArray();
        return row;
    }

    public static Counter Read(TableEntity row)
    {
        var (date, kind, name, verb) = EngagementKey.ParseCounter(row.RowKey);
        return new Counter(date, kind, row.GetString("Address") ?? name, verb)
        {
            Events = row.GetInt64("Events") ?? 0,
            Minutes = row.GetInt64("Minutes") ?? 0,
            RatingSum = row.GetInt64("RatingSum") ?? 0,
            Ratings = row.GetInt64("Ratings") ?? 0,
            Learners = ReadLearners(row),
        };
    }

    private static ulong[] ReadLearners(TableEntity row)
    {
        var learners = LearnerSet.FromBytes(row.GetBinary(PropertyName(0)) ?? []);
        for (var property = 1; row.GetBinary(PropertyName(property)) is { } more; property++)
            learners = [.. learners, .. LearnerSet.FromBytes(more)];
        return learners;
    }

    private static string PropertyName(int index) => index == 0 ? "Learners" : $"Learners{index}";
}
