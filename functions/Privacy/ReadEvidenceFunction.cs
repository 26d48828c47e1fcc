using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Privacy.Evidence;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Privacy;

/// <summary>The evidence for an impact assessment, as JSON or as a page that prints.</summary>
public sealed class ReadEvidenceFunction(EvidenceReader evidence, CallerReader callers)
{
    [Function(nameof(ReadEvidence))]
    public Task<IResult> ReadEvidence(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/privacy/evidence")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ => AnswerForms.AskedBy(request) switch
        {
            AnswerForm.Html => Results.Content(
                await StaticHtml.RenderAsync<EvidencePage>(
                    nameof(EvidencePage.Pack), await evidence.ReadAsync(cancellationToken)),
                "text/html; charset=utf-8"),
            AnswerForm.Json => Results.Json(await evidence.ReadAsync(cancellationToken), PathwayJson.Plain),
            _ => Problem.Invalid("/format", "is json or html."),
        });
}
