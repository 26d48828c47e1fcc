using Pathway.Functions.Http;
using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Resources.Links;
using Pathway.Functions.Resources.Upkeep;
using Pathway.Functions.Resources.Uploads;
using static Pathway.Functions.OpenApi.ApiAnswer;

namespace Pathway.Functions.OpenApi;

/// <summary>The library.</summary>
internal static class ResourceCalls
{
    private const string Tag = "Resources";

    public static IReadOnlyDictionary<string, ApiCall> All { get; } = new Dictionary<string, ApiCall>(
        StringComparer.Ordinal)
    {
        [nameof(ManageResourceFunction.CreateResource)] = new(
            Tag, ApiAccess.Manager, "A new resource, and where to upload its file")
        {
            Bodies =
            [
                ApiBody.Json<NewResourceRequest>(
                    """
                    { "title": "Reading an ECG", "kind": "worksheet", "yearGroup": 12,
                      "fileName": "ecg.txt", "contentType": "text/plain" }
                    """,
                    "title",
                    "kind",
                    "fileName",
                    "contentType"),
            ],
            Answers = [Json<UploadView>("An address for one PUT with these headers within the hour.", 201)],
        },
        [nameof(ManageResourceFunction.PutResource)] = new(Tag, ApiAccess.Manager, "Describe a resource anew")
        {
            Query = [ApiQuery.IfMatch],
            Bodies =
            [
                ApiBody.Json<DescribeResourceRequest>(
                    """{ "title": "Welcome", "kind": "slides", "summary": "What awaits you.", "tags": ["start"] }""", "title", "kind"),
            ],
            Answers = [Json<ResourceView>()],
        },
        [nameof(ManageResourceFunction.GetResource)] = new(Tag, ApiAccess.Reader, "A resource with its versions")
        {
            Answers = [Json<ResourceView>()],
        },
        [nameof(ManageResourceFunction.WithdrawResource)] = new(Tag, ApiAccess.Manager, "Withdraw a resource")
        {
            Query = [ApiQuery.IfMatch],
            Answers = [Nothing("It is withdrawn.")],
        },
        [nameof(ManageVersionFunction.CreateVersion)] = new(
            Tag, ApiAccess.Manager, "A new version, and where to upload its file")
        {
            Bodies =
            [
                ApiBody.Json<VersionRequest>("""{ "fileName": "welcome.txt", "contentType": "text/plain" }""", "fileName", "contentType"),
            ],
            Answers = [Json<UploadView>("An address for one PUT with these headers within the hour.", 201)],
        },
        [nameof(ManageVersionFunction.CompleteVersion)] = new(
            Tag, ApiAccess.Manager, "The file is uploaded: check and publish it")
        {
            Answers = [Json<IngestView>("It is being checked.", 202)],
        },
        [nameof(ManageVersionFunction.PutContent)] = new(
            Tag, ApiAccess.Manager, "Send a file of up to 25 MB through the app")
        {
            Bodies = [new("application/octet-stream", null, "Welcome to the pathway.\n")],
            Answers = [Json<IngestView>("It is being checked.", 202)],
        },
        [nameof(ManageVersionFunction.WithdrawVersion)] = new(Tag, ApiAccess.Manager, "Withdraw a version")
        {
            Answers = [Nothing("It is withdrawn.")],
        },
        [nameof(ListResourcesFunction.ListResources)] = new(Tag, ApiAccess.Reader, "The catalogue")
        {
            Query =
            [
                ApiQuery.After,
                new("q", "Words to look for.", "welcome"),
                new("kind", "One kind alone."),
                new("activity", "Those of one activity."),
            ],
            Answers = [Json<Page<ResourceView>>("A page of it.")],
        },
        [nameof(CheckResourcesFunction.CheckResources)] = new(
            Tag, ApiAccess.Manager, "Whether every published file is there")
        {
            Answers = [Json("What was found.")],
        },
        [nameof(ManageLinksFunction.CreateLink)] = new(Tag, ApiAccess.Manager, "A college's link to a resource")
        {
            Bodies = [ApiBody.Json<LinkRequest>("""{ "college": "utc-leeds", "expires": "2027-07-31T00:00:00Z" }""", "college", "expires")],
            Answers = [Json<LinkView>("The link.")],
        },
        [nameof(OpenResourceFunction.OpenResource)] = new(
            Tag, ApiAccess.Address, "The file: a redirect to an address that lives five minutes; the use is counted")
        {
            Query = [new("version", "An earlier version."), new("t", "As in the link.")],
            Answers = [Nothing("To the file.", 302)],
        },
    };
}
