using System.Runtime.CompilerServices;

namespace Azure.Data.Tables;

/// <summary>Asks for a page when it is wanted, until the service gives no continuation. A page may be empty and not the last.</summary>
internal sealed class TablePages<T>(Func<string?, int?, CancellationToken, Task<Page<T>>> next, int? maxPerPage, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        Pages(continuationToken, pageSizeHint ?? maxPerPage, CancellationToken);

    private async IAsyncEnumerable<Page<T>> Pages(string? continuation, int? pageSize, [EnumeratorCancellation] CancellationToken token)
    {
        do
        {
            var page = await next(continuation, pageSize, token);
            yield return page;
            continuation = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuation));
    }
}
