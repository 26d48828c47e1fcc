using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Audit;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Privacy;

/// <summary>Who changed what: the manager reads all of it, a coordinator their own college's part.</summary>
public sealed class ReadAuditFunction(AuditTable audit, CollegeTable colleges, CallerReader callers)
{
    [Function(nameof(ReadAudit))]
    public Task<IResult> ReadAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsReader(request, async caller =>
        {
            var (wanted, after) = (request.Query["college"].ToString(), request.Query["after"].ToString());
            var readable = caller.IsManager ? null : await ReadableAsync(caller, cancellationToken);
            if (wanted.Length > 0)
            {
                if (!CollegeId.TryParse(wanted, out var college))
                    return Problem.Invalid("/college", "is the id of a college, as utc-leeds.");
                readable = readable is null || readable.Contains(college) ? [college] : [];
            }

            if (readable is { Count: 0 })
                return Problem.Forbidden("A coordinator reads their own college.");
            return Page.From(
                await audit.ReadAsync(after, readable, Page.Size + 1, cancellationToken), line => line.Id);
        });

    private async Task<List<CollegeId>> ReadableAsync(Caller caller, CancellationToken cancellationToken) =>
    [
        .. (await colleges.AllAsync(cancellationToken))
            .Where(college => college.LeftAt is null && college.Definition.IsReadBy(caller.Mail))
            .Select(college => college.Id),
    ];
}
