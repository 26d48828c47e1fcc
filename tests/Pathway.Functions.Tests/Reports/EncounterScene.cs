using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Reports;

/// <summary>Learners with a year group, as enrolments leave them.</summary>
internal static class EncounterScene
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static LearnerRef Reference(string college, string learner) =>
        LearnerRef.From(System.Text.Encoding.UTF8.GetBytes(college), learner);

    /// <summary>A reference whose first 64 bits are these.</summary>
    public static LearnerRef ReferenceOf(ulong prefix)
    {
        var letters = Enumerable.Range(0, 12).Select(place => Alphabet[(int)((prefix >> (59 - (place * 5))) & 31)]);
        return LearnerRef.TryParse(
            $"{string.Concat(letters)}{Alphabet[(int)(prefix & 15) << 1]}".PadRight(LearnerRef.Length, 'a'),
            out var reference) && reference.Prefix == prefix
            ? reference
            : throw new ArgumentOutOfRangeException(nameof(prefix));
    }

    public static async Task EnrolAsync(
        AppUnderTest app, string college, int year, int yearGroup, IEnumerable<LearnerRef> learners)
    {
        foreach (var learner in learners)
        {
            await app.Storage.Table(StorageTable.Engagement).UpsertEntityAsync(
                new TableEntity(
                    EngagementKey.Partition(CollegeId.Parse(college), new AcademicYear(year)),
                    EngagementKey.Learner(learner))
                { ["State"] = "enrolled", ["YearGroup"] = yearGroup },
                TableUpdateMode.Replace);
        }
    }
}
