using System.Runtime.CompilerServices;
using NodaTime;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;

namespace Pathway.Functions.Engagement.Readings;

/// <summary>
/// Counters of one college as they are kept in memory: some forty bytes each, where a <see cref="Counter"/> with twenty learners
/// takes three hundred. Numbers take the bytes they need, seven bits in each; learners stand as their places in the college's own
/// list, in order, each as the step from the one before: nearly always a byte.
/// </summary>
public sealed class PackedCounters
{
    private const int Bits = 7;
    private const byte More = 1 << Bits;

    private readonly Line[] lines;
    private readonly string[] objects;
    private readonly ulong[] learners;
    private readonly byte[] numbers;

    private PackedCounters(IReadOnlyList<Counter> counters)
    {
        objects = [.. counters.Select(counter => counter.Object).Distinct(StringComparer.Ordinal)];
        learners = LearnerSet.From(counters.SelectMany(counter => counter.Learners));
        var places = objects.Select((name, place) => (name, place))
            .ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);
        lines = new Line[counters.Count];
        var packed = new List<byte>();
        for (var i = 0; i < lines.Length; i++)
        {
            var counter = counters[i];
            lines[i] = new Line(
                counter.Date, places[counter.Object], packed.Count, (byte)counter.Kind, (byte)counter.Verb);
            Pack(counter, packed);
        }

        numbers = [.. packed];
    }

    /// <summary>What they take up, in bytes; names are counted as if nobody else had them.</summary>
    public long Bytes =>
        ((long)lines.Length * Unsafe.SizeOf<Line>()) + numbers.Length + ((long)learners.Length * sizeof(ulong))
            + objects.Sum(name => 24L + (2 * name.Length));

    /// <param name="counters">In the order of their days.</param>
    public static PackedCounters From(IReadOnlyList<Counter> counters) => new(counters);

    /// <summary>The counters of the days from the first to the last, as they were.</summary>
    public IEnumerable<Counter> Unpack(LocalDate from, LocalDate to)
    {
        for (var i = First(from); i < lines.Length && lines[i].Date <= to; i++)
            yield return Unpack(lines[i]);
    }

    private int First(LocalDate from)
    {
        var (low, high) = (0, lines.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = lines[middle].Date < from ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Pack(Counter counter, List<byte> packed)
    {
        Write(packed, (ulong)counter.Events);
        Write(packed, (ulong)counter.Minutes);
        Write(packed, (ulong)counter.RatingSum);
        Write(packed, (ulong)counter.Ratings);
        Write(packed, (ulong)counter.Learners.Length);
        var next = 0;
        foreach (var learner in counter.Learners)
        {
            var place = Array.BinarySearch(learners, learner);
            Write(packed, (ulong)(place - next));
            next = place + 1;
        }
    }

    private Counter Unpack(Line line)
    {
        var at = line.Start;
        var (events, minutes, sum, ratings) = (Read(ref at), Read(ref at), Read(ref at), Read(ref at));
        var set = new ulong[Read(ref at)];
        var next = 0;
        for (var i = 0; i < set.Length; i++)
        {
            next += (int)Read(ref at);
            set[i] = learners[next++];
        }

        return new Counter(line.Date, (ObjectKind)line.Kind, objects[line.Object], (FactVerb)line.Verb)
        {
            Events = events,
            Minutes = minutes,
            RatingSum = sum,
            Ratings = ratings,
            Learners = set,
        };
    }

    private static void Write(List<byte> packed, ulong number)
    {
        for (; number >= More; number >>= Bits)
            packed.Add((byte)(number | More));
        packed.Add((byte)number);
    }

    private long Read(ref int at)
    {
        var (number, shift) = (0UL, 0);
        for (; (numbers[at] & More) != 0; at++, shift += Bits)
            number |= (ulong)(numbers[at] & ~More) << shift;
        return (long)(number | ((ulong)numbers[at++] << shift));
    }

    /// <param name="Start">Where its numbers begin.</param>
    private readonly record struct Line(LocalDate Date, int Object, int Start, byte Kind, byte Verb);
}
