using Pathway.Functions.Audit;
using Pathway.Functions.Http;
using Pathway.Functions.Privacy;
using Pathway.Functions.Privacy.Erasure;
using Pathway.Functions.Privacy.Evidence;
using Pathway.Functions.Privacy.Learners;
using Pathway.Functions.Privacy.Retention;
using static Pathway.Functions.OpenApi.ApiAnswer;

namespace Pathway.Functions.OpenApi;

/// <summary>What is kept of people, and what becomes of it.</summary>
internal static class PrivacyCalls
{
    private const string Tag = "Privacy";

    private const string Jo = """{ "college": "utc-leeds", "learner": "jo@utc-leeds.example.org" }""";

    public static IReadOnlyDictionary<string, ApiCall> All { get; } = new Dictionary<string, ApiCall>(
        StringComparer.Ordinal)
    {
        [nameof(ManageLearnersFunction.ExportLearner)] = new(
            Tag, ApiAccess.Manager, "Everything kept of one learner, by any identifier the college uses")
        {
            Bodies = [ApiBody.Json<LearnerRequest>(Jo, "college", "learner")],
            Answers = [Json<LearnerExport>("Every row, and no identifier.")],
        },
        [nameof(ManageLearnersFunction.EraseLearner)] = new(
            Tag, ApiAccess.Manager, "Take one learner out of everything; figures stay the sum of what is left")
        {
            Bodies = [ApiBody.Json<LearnerRequest>(Jo, "college", "learner")],
            Answers = [Json<LearnerErasure>("How much went. Call again while it is not complete.")],
        },
        [nameof(ReadAuditFunction.ReadAudit)] = new(
            Tag, ApiAccess.Reader, "Who changed what, newest first; a coordinator reads their own college's part")
        {
            Query = [ApiQuery.After, ApiQuery.College],
            Answers = [Json<Page<AuditLine>>("A page of the trail.")],
        },
        [nameof(ReadEvidenceFunction.ReadEvidence)] = new(
            Tag, ApiAccess.Manager, "What a college lifts into its impact assessment, from the running app")
        {
            Query = [ApiQuery.FormatOf("json", "html")],
            Answers = [Json<EvidencePack>("The pack."), new(200, "The pack.", null, "text/html")],
        },
        [nameof(ReadKeysFunction.ReadKeys)] = new(
            Tag, ApiAccess.Manager, "What is to be set before a replaced root key is taken away; no key")
        {
            Answers = [Json<KeysView>()],
        },
        [nameof(ReadErasureFunction.ReadErasure)] = new(Tag, ApiAccess.Manager, "The receipt of a college's erasure")
        {
            Answers = [Json<ErasureView>()],
        },
        [nameof(ReadRetentionFunction.ReadRetention)] = new(
            Tag, ApiAccess.Manager, "What the nightly purge would take, table by table, and why")
        {
            Query = [new("dryRun", "true, or not there: the purge itself runs at night.", "true") { Type = "boolean" }],
            Answers = [Json<RetentionReport>()],
        },
    };
}
