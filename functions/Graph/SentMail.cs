namespace Pathway.Functions.Graph;

/// <summary>
/// What the mailbox has sent: people by the hour in which they were written to, and the messages of the current
/// minute. Exchange counts 24 hours back from now; an hour is forgotten when all of it is older.
/// </summary>
public sealed record SentMail
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(25);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>People by the hour's beginning, in Unix seconds.</summary>
    public SortedDictionary<long, int> Hours { get; init; } = [];

    public DateTimeOffset MinuteSince { get; init; }

    public int MinuteMessages { get; init; }

    /// <summary>Exchange returned mail because the mailbox had reached its limit: nothing more before this moment.</summary>
    public DateTimeOffset? SpentUntil { get; init; }

    /// <summary>When what had to wait may go on.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }

    public int People(DateTimeOffset now) => Hours.Where(hour => Leaves(hour.Key) > now).Sum(hour => hour.Value);

    /// <summary>When a message to so many may be sent: now, or the next moment at which there is room for them.</summary>
    public DateTimeOffset NextChance(int people, int perDay, int perMinute, DateTimeOffset now)
    {
        var next = SpentUntil > now ? SpentUntil.Value : now;
        var sent = People(now);
        foreach (var (hour, count) in Hours.Where(hour => perDay > 0 && Leaves(hour.Key) > now))
        {
            if (sent + people <= perDay)
                break;
            sent -= count;
            next = Later(next, Leaves(hour));
        }

        return perMinute > 0 && now - MinuteSince < Minute && MinuteMessages >= perMinute
            ? Later(next, MinuteSince + Minute)
            : next;
    }

    public SentMail With(int people, DateTimeOffset now)
    {
        var hours = new SortedDictionary<long, int>(Hours.Where(hour => Leaves(hour.Key) > now).ToDictionary());
        var hour = now.ToUnixTimeSeconds() / 3_600 * 3_600;
        hours[hour] = hours.GetValueOrDefault(hour) + people;
        var same = now - MinuteSince < Minute && now >= MinuteSince;
        return this with
        {
            Hours = hours,
            MinuteSince = same ? MinuteSince : now,
            MinuteMessages = same ? MinuteMessages + 1 : 1,
        };
    }

    /// <summary>
    /// The moment at which the oldest of what was sent counts no more; a day from now where nothing is known.
    /// </summary>
    public DateTimeOffset OldestLeaves(DateTimeOffset now) =>
        Hours.Keys.Where(hour => Leaves(hour) > now).Select(Leaves).DefaultIfEmpty(now.AddDays(1)).First();

    private static DateTimeOffset Leaves(long hour) => DateTimeOffset.FromUnixTimeSeconds(hour) + Remembered;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
