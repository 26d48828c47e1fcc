using System.Runtime.CompilerServices;
using NodaTime;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;

namespace Pathway.Functions.Engagement.Readings;

/// <summary>
/// Counters of one college as they are kept in memory: some fifty bytes each, where a <see cref="Counter"/> with twenty learners
/// takes three hundred. Learners stand as their places in the college's own list, in order, each as the step from the one before:
/// nearly always a byte.
/// </summary>
public sealed class PackedCounters
{
    private readonly List<Line> lines = [];
    private readonly Dictionary<int, (long Sum, long Count)> ratings = [];
    private readonly string[] objects;
    private readonly ulong[] learners;
    private readonly byte[] steps;

    private PackedCounters(IReadOnlyList<Counter> counters)
    {
        objects = [.. counters.Select(counter => counter.Object).Distinct(StringComparer.Ordinal)];
        learners = LearnerSet.From(counters.SelectMany(counter => counter.Learners));
        var places = objects.Select((name, place) => (name, place))
            .ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);
        var packed = new List<byte>();
        foreach (var counter in counters)
        {
            if (counter.Ratings != 0 || counter.RatingSum != 0)
                ratings[lines.Count] = (counter.RatingSum, counter.Ratings);
            lines.Add(new Line(
                counter.Date, counter.Kind, counter.Verb, places[counter.Object], packed.Count, counter.Learners.Length, counter.Events, counter.Minutes));
            Pack(counter.Learners, packed);
        }

        lines.TrimExcess();
        steps = [.. packed];
    }

    /// <summary>What they take up, in bytes; names are counted as if nobody else had them.</summary>
    public long Bytes =>
        ((long)lines.Count * Unsafe.SizeOf<Line>()) + steps.Length + (learners.Length * sizeof(ulong))
            + objects.Sum(name => 24L + (2 * name.Length)) + (ratings.Count * 40L);

    public int Count => lines.Count;

    /// <param name="counters">In the order of their days.</param>
    public static PackedCounters From(IReadOnlyList<Counter> counters) => new(counters);

    /// <summary>The counters of the days from the first to the last, as they were.</summary>
    public IEnumerable<Counter> Unpack(LocalDate from, LocalDate to)
    {
        for (var i = First(from); i < lines.Count && lines[i].Date <= to; i++)
        {
            var line = lines[i];
            var (sum, count) = ratings.GetValueOrDefault(i);
            yield return new Counter(line.Date, line.Kind, objects[line.Object], line.Verb)
            {
                Events = line.Events,
                Minutes = line.Minutes,
                RatingSum = sum,
                Ratings = count,
                Learners = Unpack(line.Start, line.Learners),
            };
        }
    }

    private int First(LocalDate from)
    {
        var (low, high) = (0, lines.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = lines[middle].Date < from ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Pack(ulong[] set, List<byte> packed)
    {
        var before = -1;
        foreach (var learner in set)
        {
            var place = Array.BinarySearch(learners, learner);
            for (var step = place - before - 1; ; step >>= 7)
            {
                packed.Add((byte)(step < 0x80 ? step : step | 0x80));
                if (step < 0x80)
                    break;
            }

            before = place;
        }
    }

    private ulong[] Unpack(int at, int count)
    {
        var (set, place) = (new ulong[count], -1);
        for (var i = 0; i < count; i++)
        {
            var (step, shift) = (0, 0);
            for (; (steps[at] & 0x80) != 0; at++, shift += 7)
                step |= (steps[at] & 0x7F) << shift;
            place += 1 + (step | (steps[at++] << shift));
            set[i] = learners[place];
        }

        return set;
    }

    /// <param name="Start">Where its learners begin.</param>
    private readonly record struct Line(
        LocalDate Date, ObjectKind Kind, FactVerb Verb, int Object, int Start, int Learners, long Events, long Minutes);
}
