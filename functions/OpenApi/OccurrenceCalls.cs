using Pathway.Functions.Activities.Occurrences;
using static Pathway.Functions.OpenApi.ApiAnswer;

namespace Pathway.Functions.OpenApi;

/// <summary>The single dates of an activity that repeats.</summary>
internal static class OccurrenceCalls
{
    private const string Tag = "Activities";

    public static IReadOnlyDictionary<string, ApiCall> All { get; } = new Dictionary<string, ApiCall>(
        StringComparer.Ordinal)
    {
        [nameof(ManageOccurrenceFunction.ListOccurrences)] = new(
            Tag, ApiAccess.Reader, "The dates of an activity: one, unless it repeats")
        { Answers = [Json<OccurrencesView>("Planned, moved and cancelled ones, in order.")] },
        [nameof(ManageOccurrenceFunction.MoveOccurrence)] = new(
            Tag, ApiAccess.Manager, "Hold one date of a series at another time, or hold it again")
        {
            Query = [ApiQuery.IfMatch],
            Bodies = [ApiBody.Json<OccurrenceRequest>("""{ "start": "2026-12-10T14:00:00", "end": "2026-12-10T15:00:00" }""", "start")],
            Answers = [Json<OccurrencesView>("All its dates.")],
        },
        [nameof(ManageOccurrenceFunction.CancelOccurrence)] = new(Tag, ApiAccess.Manager, "Call one date of a series off")
        {
            Query = [ApiQuery.IfMatch, ApiQuery.Reason],
            Answers = [Nothing("It is called off.")],
        },
    };
}
