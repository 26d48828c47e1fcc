namespace Pathway.Functions.Programme;

/// <summary>
/// The one way out of the process: storage and Graph both send through it, so that whoever replaces the handler sees, counts or
/// breaks every call the app makes.
/// </summary>
public sealed class OutgoingTransport(HttpMessageHandler handler)
{
    public OutgoingTransport()
        : this(new SocketsHttpHandler
        {
            // An address that moved is found again, see
            // https://learn.microsoft.com/dotnet/fundamentals/networking/http/httpclient-guidelines
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AutomaticDecompression = System.Net.DecompressionMethods.None,
            UseCookies = false,
            AllowAutoRedirect = false,
        })
    {
    }

    public HttpMessageHandler Handler { get; } = new OutgoingSpans(handler);

    /// <summary>A client that leaves timeouts to the pipelines above it.</summary>
    public HttpClient CreateClient() => new(Handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
}
