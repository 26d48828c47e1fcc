using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Pathway.Local.Tests.Tables;

/// <summary>What a test says the Table service answers, over real HTTP, and what it was asked.</summary>
public sealed class LoopbackTables : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly X509Certificate2? certificate;
    private readonly ConcurrentQueue<SeenRequest> requests = new();

    private LoopbackTables(WebApplication app, X509Certificate2? certificate)
    {
        this.app = app;
        this.certificate = certificate;
    }

    public IReadOnlyList<SeenRequest> Requests => [.. requests];

    public Uri Endpoint => new(app.Urls.Single());

    public static async Task<LoopbackTables> StartAsync(Func<HttpResponse, int, Task> answer, bool https = false)
    {
        var selfSigned = https ? SelfSigned() : null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener =>
        {
            if (selfSigned is not null)
                listener.UseHttps(selfSigned);
        }));
        var tables = new LoopbackTables(builder.Build(), selfSigned);
        tables.app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            tables.requests.Enqueue(new SeenRequest(context.Request.Method, target, headers, body));
            await answer(context.Response, tables.requests.Count);
        });
        await tables.app.StartAsync();
        return tables;
    }

    public static Func<HttpResponse, int, Task> Answering(int status, string body = "", string contentType = "application/json;odata=minimalmetadata") => (response, _) =>
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        return status == 204 ? Task.CompletedTask : response.WriteAsync(body);
    };

    /// <summary>Trusts this server's certificate and no other.</summary>
    public HttpClientTransport Transport()
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString(HashAlgorithmName.SHA256) == certificate?.GetCertHashString(HashAlgorithmName.SHA256);
        return new HttpClientTransport(new HttpClient(handler));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate?.Dispose();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}

public sealed record SeenRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
