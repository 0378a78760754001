namespace Unravel.Analyzers.Tests.Flow;

/// <summary>What the engine takes to run for several requests at once.</summary>
public sealed class RequestEvidenceTests
{
    private const string Framework = """
        namespace Microsoft.AspNetCore.Mvc { public class ControllerBase { } }
        namespace Microsoft.AspNetCore.Builder
        {
            public class WebApplication { }
            public static class EndpointRouteBuilderExtensions
            {
                public static void MapGet(this WebApplication app, string pattern, System.Delegate handler) { }
                public static void MapPost(this WebApplication app, string pattern, System.Delegate handler) { }
            }
        }

        """;

    [Theory]
    [InlineData("class C { int _n; void M(Microsoft.AspNetCore.Builder.WebApplication app) { Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, \"/\", () => { _n = 1; }); } }", "_n Write [] this lambda runs in MapGet, for each request many")]
    [InlineData("class C { int _n; void M(Microsoft.AspNetCore.Builder.WebApplication app) { Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapPost(app, \"/\", Handle); } void Handle() { _n = 1; } }", "_n Write [] 'Handle' runs in MapPost, for each request many")]
    [InlineData("class C : Microsoft.AspNetCore.Mvc.ControllerBase { static int s_n; public void Get() { s_n = 1; } }", "s_n Write [] requests make instances of 'C' at the same time")]
    [InlineData("class C : Microsoft.AspNetCore.Mvc.ControllerBase { int _n; public void Get() { _n = 1; } }", "_n Write []")]
    [InlineData("class C { static int s_n; public void Get() { s_n = 1; } }", "s_n Write []")]
    public async Task WhatServesRequests_IsShared(string source, string expected) =>
        Assert.Equal([expected], (await AccessProbe.Over(Framework + source)).Where(access => access.Contains(" Write ", StringComparison.Ordinal)));
}
