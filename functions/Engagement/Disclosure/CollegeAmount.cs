using NodaTime;
using Pathway.Functions.Engagement.Recording;

namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>A college's part of a figure: its weeks, and everybody behind them.</summary>
internal sealed class CollegeAmount
{
    private const int DaysInWeek = 7;

    private readonly Dictionary<int, Amount> weeks = [];
    private LearnerUnion? who;

    /// <summary>By the number of the week since the first Monday of the calendar.</summary>
    public IReadOnlyDictionary<int, Amount> Weeks => weeks;

    public long Learners
    {
        get
        {
            if (who is null)
            {
                who = new LearnerUnion();
                foreach (var part in weeks.Values)
                    who.Add(part.Who);
            }

            return who.Count;
        }
    }

    public void Add(LocalDate day, long value, ulong[] learners)
    {
        // Day 0, 1 January of the year 1, was a Monday.
        var week = day.ToDateOnly().DayNumber / DaysInWeek;
        if (!weeks.TryGetValue(week, out var part))
            weeks[week] = part = new Amount();
        part.Add(value, learners);
        who = null;
    }
}
