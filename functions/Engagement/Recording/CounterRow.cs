using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>A counter as table Engagement holds it.</summary>
internal static class CounterRow
{
    private const string Learners = "Learners";

    public static TableEntity From(string partition, Counter counter)
    {
        var row = new TableEntity(
            partition, EngagementKey.Counter(counter.Date, counter.Kind, counter.Object, counter.Verb))
        {
            ["Events"] = counter.Events,
            ["Minutes"] = counter.Minutes,
        };
        if (counter.Kind == ObjectKind.Elsewhere)
            row["Address"] = counter.Object;
        if (counter.Ratings > 0)
            (row["RatingSum"], row["Ratings"]) = (counter.RatingSum, counter.Ratings);
        row.SetLong(Learners, LearnerSet.ToBytes(counter.Learners));
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
            Learners = LearnerSet.FromBytes(row.GetLong(Learners)),
        };
    }
}
