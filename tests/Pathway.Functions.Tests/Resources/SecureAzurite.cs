using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Pathway.Local.Azurite;

namespace Pathway.Functions.Tests.Resources;

/// <summary>
/// Azurite as an account without shared keys: https with a certificate of its own, and bearer tokens that it looks at
/// as Microsoft Entra ID would write them. Only there does storage give user delegation keys.
/// </summary>
internal sealed partial class SecureAzurite : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly Process process;

    private SecureAzurite(DirectoryInfo folder, Process process, Uri address, X509Certificate2 certificate)
    {
        (this.folder, this.process) = (folder, process);
        var thumbprint = certificate.Thumbprint;
        Calls = new CountingHandler(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, presented, _, _) => presented is X509Certificate2 { Thumbprint: var shown } && shown == thumbprint },
        });
        Options = new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(Calls)) };
        Blobs = new BlobServiceClient(new Uri(address, "devstoreaccount1"), new FixedToken(), Options);
    }

    public CountingHandler Calls { get; }

    public BlobClientOptions Options { get; }

    /// <summary>Signed in with a token, as the app is in Azure.</summary>
    public BlobServiceClient Blobs { get; }

    public static async Task<SecureAzurite> StartAsync()
    {
        await Toolchain.EnsureAsync(Console.Error.WriteLine, CancellationToken.None);
        var home = Directory.CreateTempSubdirectory("pathway-azurite");
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var (certificatePath, keyPath) = (Path.Combine(home.FullName, "certificate.pem"), Path.Combine(home.FullName, "key.pem"));
        await File.WriteAllTextAsync(certificatePath, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyPath, key.ExportPkcs8PrivateKeyPem());

        string[] arguments =
        [
            "--import", "data:text/javascript,process.stdin.resume().on('end',()=>process.exit())",
            Toolchain.Package("azurite", "dist", "src", "azurite.js"),
            "--blobPort", "0", "--queuePort", "0", "--tablePort", "0", "--inMemoryPersistence", "--skipApiVersionCheck",
            "--disableTelemetry", "--oauth", "basic", "--cert", certificatePath, "--key", keyPath,
        ];
        var node = Process.Start(
            new ProcessStartInfo("node", arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        while (await node.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
                return new SecureAzurite(home, node, new Uri(match.Groups[1].Value), certificate);
        }

        throw new InvalidOperationException("Azurite did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Calls.Dispose();
        folder.Delete(recursive: true);
    }

    [GeneratedRegex(
        "Blob service (?:is successfully listening at|successfully listens on) (https://[^ ]+)",
        RegexOptions.NonBacktracking)]
    private static partial Regex Listening();

    /// <summary>Counts the requests for a user delegation key.</summary>
    public sealed class CountingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public int DelegationKeys { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Query.Contains("comp=userdelegationkey", StringComparison.Ordinal))
                DelegationKeys++;
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            var now = TimeProvider.System.GetUtcNow();
            var payload = new
            {
                aud = "https://storage.azure.com",
                iss = "https://sts.windows.net/00000000-0000-0000-0000-000000000001/",
                iat = now.AddMinutes(-5).ToUnixTimeSeconds(),
                nbf = now.AddMinutes(-5).ToUnixTimeSeconds(),
                exp = now.AddHours(1).ToUnixTimeSeconds(),
                oid = "00000000-0000-0000-0000-000000000002",
                tid = "00000000-0000-0000-0000-000000000001",
            };
            return new AccessToken(
                $"{Part(new { alg = "RS256", typ = "JWT" })}.{Part(payload)}.{Base64Url.EncodeToString("signature"u8)}",
                now.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));

        private static string Part(object content) =>
            Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content));
    }
}
