using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;

namespace Pathway.Unit.Tests.Engagement;

/// <summary>Keys are stored for years: what they look like is a contract with every row there is.</summary>
public sealed class EngagementKeyTests
{
    private static readonly CollegeId Leeds = CollegeId.Parse("utc-leeds");
    private static readonly LearnerRef Ada = LearnerRef.From(new byte[Keyring.KeyLength], "ada");
    private static readonly LocalDate Day = new(2026, 11, 26);

    [Theory]
    [InlineData("2026-09-01", "utc-leeds|2026")]
    [InlineData("2026-08-31", "utc-leeds|2025")]
    [InlineData("2027-01-01", "utc-leeds|2026")]
    public void A_partition_is_a_college_and_an_academic_year(string date, string partition) =>
        Assert.Equal(
            partition, EngagementKey.Partition(Leeds, LocalDatePattern.Iso.Parse(date).Value));

    [Fact]
    public void Each_kind_of_row_begins_with_its_letter()
    {
        Assert.Equal("F|key", EngagementKey.Fact("key"));
        Assert.Equal($"L|{Ada}", EngagementKey.Learner(Ada));
        Assert.Equal($"A|{Ada}", EngagementKey.Alias(Ada));
        Assert.Equal("I|a|t-1", EngagementKey.Index('a', "t-1"));
        Assert.Equal("D|2026-11-26|d-1", EngagementKey.Delivery(Day, "d-1"));
        Assert.Equal("C|2026-11-26|resource|r-1|viewed", EngagementKey.Counter(Day, ObjectKind.Resource, "r-1", FactVerb.Viewed));
        Assert.Equal("utc-leeds|aliases", EngagementKey.AliasPartition(Leeds));
        Assert.Equal("utc-leeds|aliases", EngagementKey.AliasPartition("utc-leeds|2026"));
    }

    [Theory]
    [InlineData(ObjectKind.Activity, FactVerb.Attended)]
    [InlineData(ObjectKind.Resource, FactVerb.Viewed)]
    [InlineData(ObjectKind.Programme, FactVerb.Enrolled)]
    public void A_counter_s_key_is_read_back(ObjectKind kind, FactVerb verb) =>
        Assert.Equal((Day, kind, "thing-1", verb), EngagementKey.ParseCounter(EngagementKey.Counter(Day, kind, "thing-1", verb)));

    [Fact]
    public void An_address_stands_in_a_key_as_its_hash()
    {
        const string Address = "https://moodle.example.org/mod/quiz?id=7";

        var (_, kind, name, _) = EngagementKey.ParseCounter(
            EngagementKey.Counter(Day, ObjectKind.Elsewhere, Address, FactVerb.Completed));

        Assert.Equal((ObjectKind.Elsewhere, EngagementKey.AddressHash(Address)), (kind, name));
        Assert.DoesNotContain("moodle", name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_holds_all_rows_of_its_letter_and_days_and_no_others()
    {
        string[] rows =
        [
            EngagementKey.Counter(Day.PlusDays(-1), ObjectKind.Activity, "a", FactVerb.Attended),
            EngagementKey.Counter(Day, ObjectKind.Activity, "a", FactVerb.Attended),
            EngagementKey.Counter(Day, ObjectKind.Resource, "zzz", FactVerb.Viewed),
            EngagementKey.Counter(Day.PlusDays(1), ObjectKind.Activity, "a", FactVerb.Attended),
            EngagementKey.Delivery(Day, "d"), EngagementKey.Fact("f"), EngagementKey.Index('a', "t"), EngagementKey.Index('b', "t"),
        ];

        Assert.Equal(rows[1..3], Within(rows, EngagementKey.Range('C', Day, Day)));
        Assert.Equal(rows[1..4], Within(rows, EngagementKey.Range('C', Day, Day.PlusDays(1))));
        Assert.Equal(rows[..4], Within(rows, EngagementKey.Range('C')));
        Assert.Equal(rows[4..5], Within(rows, EngagementKey.Range('D')));
        Assert.Equal(rows[6..7], Within(rows, EngagementKey.IndexRange('a')));
    }

    [Theory]
    [InlineData("2026-08-31", "2026-08-31", 2025, 1)]
    [InlineData("2026-08-31", "2026-09-01", 2025, 2)]
    [InlineData("2026-09-01", "2029-08-31", 2026, 3)]
    public void Days_lie_in_academic_years(string first, string last, int start, int count) =>
        Assert.Equal(
            Enumerable.Range(start, count),
            EngagementKey.Years(
                LocalDatePattern.Iso.Parse(first).Value, LocalDatePattern.Iso.Parse(last).Value)
                .Select(year => year.Start));

    private static string[] Within(string[] rows, (string From, string Before) range) =>
        [.. rows.Where(row => string.CompareOrdinal(row, range.From) >= 0 && string.CompareOrdinal(row, range.Before) < 0)];
}
