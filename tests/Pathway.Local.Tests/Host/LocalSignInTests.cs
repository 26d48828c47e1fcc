using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.LocalHost.Http;

namespace Pathway.Local.Tests.Host;

/// <summary>The part of App Service authentication that the host plays for whoever opens pages.</summary>
public sealed class LocalSignInTests(LocalStorage storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_can_be_the_default_somebody_else_and_nobody()
    {
        await using var host = await (storage.HostFor(typeof(Door)) with { DefaultPrincipal = "manager", People = [new("Ann", "ann's")] }).StartAsync();
        using var browser = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false })
        { BaseAddress = host.Address };

        Assert.Equal("manager", await browser.GetStringAsync("/who-is-it", Cancellation));
        Assert.Contains(
            "Ann", await browser.GetStringAsync("/.auth/login/aad", Cancellation), StringComparison.Ordinal);
        using (var choice = new FormUrlEncodedContent([KeyValuePair.Create("person", "0")]))
        using (var chosen = await browser.PostAsync("/.auth/login/aad?post_login_redirect_uri=%2Fwho-is-it", choice, Cancellation))
            Assert.Equal(
                (HttpStatusCode.Found, "/who-is-it"), (chosen.StatusCode, chosen.Headers.Location!.ToString()));
        Assert.Equal("ann's", await browser.GetStringAsync("/who-is-it", Cancellation));
        using (var gone = await browser.GetAsync("/.auth/logout?post_logout_redirect_uri=%2Fsigned-out", Cancellation))
            Assert.Equal("/signed-out", gone.Headers.Location!.ToString());
        Assert.Equal("", await browser.GetStringAsync("/who-is-it", Cancellation));
        using (var choice = new FormUrlEncodedContent([KeyValuePair.Create("coordinator", "head@utc-leeds.example.org")]))
        using (var chosen = await browser.PostAsync("/.auth/login/aad", choice, Cancellation))
            Assert.Equal("/", chosen.Headers.Location!.ToString());
        Assert.NotEmpty(await browser.GetStringAsync("/who-is-it", Cancellation));
    }

    [Theory]
    [InlineData("https://elsewhere.example.org")]
    [InlineData("//elsewhere.example.org")]
    [InlineData("/\\elsewhere.example.org")]
    public async Task Nobody_is_sent_elsewhere(string address)
    {
        await using var host = await (storage.HostFor(typeof(Door)) with { People = [new("Ann", "ann's")] }).StartAsync();
        using var browser = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false })
        { BaseAddress = host.Address };

        using var gone = await browser.GetAsync(
            $"/.auth/logout?post_logout_redirect_uri={Uri.EscapeDataString(address)}", Cancellation);

        Assert.Equal("/", gone.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_host_without_people_has_no_sign_in()
    {
        await using var host = await storage.HostFor(typeof(Door)).StartAsync();
        using var browser = new HttpClient { BaseAddress = host.Address };

        using var response = await browser.GetAsync("/.auth/login/aad", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

#pragma warning disable CA1822 // An instance method, as an app's functions are.
    public sealed class Door
    {
        [Function("WhoIsIt")]
        public IResult Who([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "who-is-it")] HttpRequest request)
            => Results.Text(request.Headers["X-MS-CLIENT-PRINCIPAL"].ToString());
    }
#pragma warning restore CA1822
}
