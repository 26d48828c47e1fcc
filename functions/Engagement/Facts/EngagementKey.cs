using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Engagement.Facts;

/// <summary>
/// The keys of table Engagement. A partition is one college and academic year, so that a fact, the counters it moves and its
/// delivery's line share a transaction; the letter before the first bar tells the rows apart and keeps each kind a range.
/// </summary>
public static class EngagementKey
{
    private const char Bar = '|';

    public static string Partition(CollegeId college, AcademicYear year) => $"{college}{Bar}{year}";

    public static string Partition(CollegeId college, LocalDate date) => Partition(college, AcademicYear.Containing(date));

    public static string Fact(string key) => "F|" + key;

    /// <summary>
    /// A college's aliases of all years, apart from its facts: who enrolled in one academic year is the same learner in the
    /// next, and whoever reads counters gets every alias with one query.
    /// </summary>
    public static string AliasPartition(CollegeId college) => $"{college}{Bar}aliases";

    /// <summary>The same, from a partition of the college's facts.</summary>
    public static string AliasPartition(string partition) =>
        $"{partition[..partition.IndexOf(Bar, StringComparison.Ordinal)]}{Bar}aliases";

    /// <summary>An alias of a learner; its row names the first reference.</summary>
    public static string Alias(LearnerRef alias) => "A|" + alias;

    public static string Learner(LearnerRef learner) => "L|" + learner;

    /// <summary>
    /// Which facts are whose: one row for each transaction and each sixteenth of the learners in it, so that a learner's facts are
    /// found without reading the others'.
    /// </summary>
    public static string Index(char sixteenth, string transaction) => $"I|{sixteenth}|{transaction}";

    /// <summary>The index rows of a sixteenth: from, and up to but without.</summary>
    public static (string From, string Before) IndexRange(char sixteenth) => ($"I|{sixteenth}|", $"I|{sixteenth}}}");

    public static string Delivery(LocalDate date, string id) => $"D|{Iso(date)}|{id}";

    /// <summary>
    /// One day's counter. An address would be neither short nor safe in a key: its hash stands for it.
    /// </summary>
    public static string Counter(LocalDate date, ObjectKind kind, string name, FactVerb verb) =>
        $"C|{Iso(date)}|{kind.Word()}|{(kind == ObjectKind.Elsewhere ? AddressHash(name) : name)}|{verb.Word()}";

    public static string AddressHash(string address) => HashId.From(address, 20);

    /// <summary>The row keys of every kind of row with this letter: from, and up to but without.</summary>
    public static (string From, string Before) Range(char letter) => ($"{letter}|", $"{letter}}}");

    /// <summary>
    /// The row keys of counters (<c>C</c>) or deliveries (<c>D</c>) of the days from the first to the last.
    /// </summary>
    public static (string From, string Before) Range(char letter, LocalDate first, LocalDate last) =>
        ($"{letter}|{Iso(first)}|", $"{letter}|{Iso(last)}}}");

    public static (LocalDate Date, ObjectKind Kind, string Name, FactVerb Verb) ParseCounter(string rowKey)
    {
        var parts = rowKey.Split(Bar);
        return (
            LocalDatePattern.Iso.Parse(parts[1]).Value,
            EngagementWords.ParseKind(parts[2]),
            parts[3],
            EngagementWords.ParseVerb(parts[4]));
    }

    /// <summary>The academic years whose partitions hold the days from the first to the last.</summary>
    public static IEnumerable<AcademicYear> Years(LocalDate first, LocalDate last)
    {
        var end = AcademicYear.Containing(last);
        for (var year = AcademicYear.Containing(first); year.Start <= end.Start; year = new AcademicYear(year.Start + 1))
            yield return year;
    }

    public static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
