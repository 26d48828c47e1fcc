using NodaTime;
using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Programme;

namespace Pathway.Unit.Tests.Engagement;

/// <summary>Figures of several colleges as they leave the programme, reckoned by hand.</summary>
public sealed class SharedAmountTests
{
    private static readonly LocalDate Monday = new(2026, 11, 2);
    private static readonly IReadOnlyList<CollegeId> Colleges =
        [.. new[] { "utc-leeds", "utc-york", "utc-hull", "utc-derby" }.Select(CollegeId.Parse)];

    [Fact]
    public void What_nobody_did_is_none_and_what_few_did_is_hidden()
    {
        Assert.Equal((0L, 0L), Told(Measure.Count));
        Assert.Equal((0L, 0L), Told(Measure.Minutes));
        Assert.Equal((null, null), Told(Measure.Count, (4, 9)));
        Assert.Equal((null, null), Told(Measure.Minutes, (4, 240)));
        Assert.Equal((5L, 5L), Told(Measure.Count, (5, 5)));
        Assert.Equal((10L, 10L), Told(Measure.Count, (5, 5), (5, 5)));
    }

    /// <summary>33 are 35; of the seven learners of two small colleges five events are told, however many they were.</summary>
    [Theory]
    [InlineData(9, 4)]
    [InlineData(90, 40)]
    public void Events_of_small_colleges_are_one_for_each_learner(int one, int other) =>
        Assert.Equal((40L, 25L), Told(Measure.Count, (20, 33), (3, one), (4, other)));

    [Fact]
    public void Everybody_counts_as_it_is()
    {
        var amount = Amount(Measure.Count, (20, 33), (3, 9));

        Assert.Equal((42, 23), (amount.Value, amount.Learners));
    }

    /// <summary>20 and 7 are 25 as shown, an hour each.</summary>
    [Fact]
    public void Minutes_are_an_average_for_the_learners_shown() =>
        Assert.Equal((1_500L, 25L), Told(Measure.Minutes, (20, 1_200), (7, 420)));

    /// <summary>Half an hour each, and four hours in small colleges: 84 minutes on average, told as 90.</summary>
    [Fact]
    public void Minutes_of_small_colleges_count_in_the_average_where_their_learners_are_told() =>
        Assert.Equal((2_250L, 25L), Told(Measure.Minutes, (20, 600), (3, 720), (4, 960)));

    /// <summary>One small college is not told, so what its learners spent must not show in the average.</summary>
    [Fact]
    public void Minutes_of_one_small_college_alone_count_nowhere() =>
        Assert.Equal((600L, 20L), Told(Measure.Minutes, (20, 600), (3, 720)));

    [Fact]
    public void A_week_is_from_Monday_to_Sunday()
    {
        Assert.Equal(5, OnDays(Monday, Monday.PlusDays(6)).Shown);
        Assert.Null(OnDays(Monday.PlusDays(6), Monday.PlusDays(7)).Shown);

        // Three on either day, of whom each is somebody else.
        static SharedAmount OnDays(LocalDate one, LocalDate other)
        {
            var amount = new SharedAmount(Measure.Count);
            amount.Add(Colleges[0], one, 3, Learners(1, 3));
            amount.Add(Colleges[0], other, 3, Learners(4, 3));
            return amount;
        }
    }

    [Fact]
    public void Who_did_nothing_is_not_counted()
    {
        var (shared, own) = (new SharedAmount(Measure.Minutes), new Amount());
        shared.Add(Colleges[0], Monday, 0, Learners(1, 9));
        own.Add(0, Learners(1, 9));

        Assert.Equal((0L, 0L), (shared.Learners, own.Learners));
        Assert.Equal((0L, 0L), (shared.Shown, shared.ShownLearners));
    }

    /// <summary>An average needs eight who gave one, as shown, of colleges with five or more.</summary>
    [Theory]
    [InlineData(null, 7)]
    [InlineData(4.0, 8)]
    [InlineData(null, 5, 4)]
    [InlineData(3.5, 5, 5)]
    [InlineData(3.5, 5, 5, 4)]
    public void A_mean_is_of_colleges_with_enough(double? shown, params int[] raters)
    {
        var mean = new SharedMean();
        foreach (var (college, learners) in raters.Index())
            mean.Add(Colleges[college], (4 - college) * learners, learners, Learners(1, learners));

        Assert.Equal(shown, mean.Shown);
    }

    [Fact]
    public void A_mean_adds_up_what_a_college_gave_and_counts_each_rater_once()
    {
        var mean = new SharedMean();
        mean.Add(Colleges[0], 20, 5, Learners(1, 5));
        mean.Add(Colleges[0], 5, 5, Learners(3, 5));
        Assert.Null(mean.Shown);

        mean.Add(Colleges[0], 5, 1, Learners(9, 1));
        Assert.Equal(30 / 11.0, mean.Shown);
    }

    private static (long? Amount, long? Learners) Told(Measure measure, params (int Learners, long Amount)[] colleges)
    {
        var amount = Amount(measure, colleges);
        return (amount.Shown, amount.ShownLearners);
    }

    private static SharedAmount Amount(Measure measure, params (int Learners, long Amount)[] colleges)
    {
        var amount = new SharedAmount(measure);
        foreach (var (place, college) in colleges.Index())
            amount.Add(Colleges[place], Monday, college.Amount, Learners(1, college.Learners));
        return amount;
    }

    private static ulong[] Learners(int first, int count) => [.. Enumerable.Range(first, count).Select(learner => (ulong)learner)];
}
