using Pathway.Functions.Engagement.Disclosure;

namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>Minutes of several colleges: their learners as shown, times an average that lies between what each may have done.</summary>
/// <param name="isShown">Whether minutes may be what was shown.</param>
internal sealed class ShownTime(IReadOnlyList<int> learners, IReadOnlyList<int> events, Predicate<long> isShown) : Rule([.. learners, .. events])
{
    // Where an average may be anything nothing follows from it.
    private const int Unclear = 60;

    public override void Narrow(Bounds bounds)
    {
        for (var college = 0; college < learners.Count; college++)
        {
            var others = new Dictionary<(long Told, int Few), Choice> { [default] = default };
            for (var other = 0; other < learners.Count; other++)
            {
                if (other != college)
                    others = Sums(others.Values, [.. Choices(bounds, other)]);
            }

            var left = Choices(bounds, college).Where(choice => others.Values.Any(sum => IsPossible(sum + choice))).ToList();
            bounds.AtLeast(learners[college], left.Count == 0 ? int.MaxValue : left.Min(choice => choice.Least));
            bounds.AtMost(learners[college], left.Count == 0 ? -1 : left.Max(choice => choice.Most));
        }
    }

    /// <summary>Of all sums those that are told alike as one, around what each may be.</summary>
    private static Dictionary<(long Told, int Few), Choice> Sums(IEnumerable<Choice> some, List<Choice> more)
    {
        var sums = new Dictionary<(long, int), Choice>();
        foreach (var one in some)
        {
            foreach (var sum in more.Select(other => one + other))
                sums[(sum.Told, sum.Few)] = sums.TryGetValue((sum.Told, sum.Few), out var alike) ? alike.Or(sum) : sum;
        }

        return sums;
    }

    private bool IsPossible(Choice sum)
    {
        if (sum.Most == 0)
            return isShown(0);
        var (low, high) = (60L * sum.LeastOften / Math.Max(1, sum.Most), (60L * sum.MostOften / Math.Max(1, sum.Least)) + 1);

        // One college of few is not among those whose average it is.
        if (sum.Few == 1 || high - low > Unclear)
            return true;
        for (var few = sum.LeastFew; few <= sum.MostFew; few++)
        {
            var told = sum.Told + SmallNumbers.Pooled(few, sum.Few);
            for (var each = low; each <= high; each++)
            {
                if (isShown(told * SmallNumbers.Average(each * sum.Most, sum.Most)) || isShown(told * SmallNumbers.Average(each * sum.Least, Math.Max(1, sum.Least))))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Nobody, few, or one of the numbers that many are shown as.</summary>
    private IEnumerable<Choice> Choices(Bounds bounds, int college)
    {
        var (low, high) = (bounds.Low(learners[college]), bounds.High(learners[college]));
        var (seldom, often) = (bounds.Low(events[college]), bounds.High(events[college]));
        foreach (var alike in Enumerable.Range(low, Math.Max(0, high - low + 1)).GroupBy(number => number < SmallNumbers.Least ? number : SmallNumbers.Round(number)))
        {
            var (least, most) = (alike.First(), alike.Last());
            if (most > often)
                most = often;
            if (least > most || (least == 0 && seldom > 0))
                continue;
            yield return new Choice(
                least < SmallNumbers.Least ? 0 : alike.Key,
                least is > 0 and < SmallNumbers.Least ? 1 : 0,
                least < SmallNumbers.Least ? least : 0,
                least < SmallNumbers.Least ? least : 0,
                least,
                most,
                Math.Max(least, seldom),
                least == 0 ? 0 : often);
        }
    }

    private readonly record struct Choice(
        long Told, int Few, int LeastFew, int MostFew, int Least, int Most, int LeastOften, int MostOften)
    {
        public static Choice operator +(Choice a, Choice b) => new(
            a.Told + b.Told,
            a.Few + b.Few,
            a.LeastFew + b.LeastFew,
            a.MostFew + b.MostFew,
            a.Least + b.Least,
            a.Most + b.Most,
            a.LeastOften + b.LeastOften,
            a.MostOften + b.MostOften);

        public Choice Or(Choice other) => this with
        {
            LeastFew = Math.Min(LeastFew, other.LeastFew),
            MostFew = Math.Max(MostFew, other.MostFew),
            Least = Math.Min(Least, other.Least),
            Most = Math.Max(Most, other.Most),
            LeastOften = Math.Min(LeastOften, other.LeastOften),
            MostOften = Math.Max(MostOften, other.MostOften),
        };
    }
}
