using System.Text.Json;
using System.Text.RegularExpressions;
using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Products;

/// <summary>
/// One instance of each fault that a rule of the SDK or of the compiler sees too, with the packed analyzers installed: no
/// line gets both messages, but for those that docs/overlap.md lists.
/// </summary>
[Collection(nameof(ProductsGroup))]
public sealed partial class DoubleReportTests(PackedProducts products)
{
    private const string Faults = """
        namespace Shop;

        public sealed class Faults
        {
            private readonly object _gate = new();
            private int _count;
            private ValueTask<int> _kept;

            [ThreadStatic]
            private int _instance;

            [ThreadStatic]
            private static int s_start = 5;

            public async Task<int> ResultAsync(Task<int> task) { await Task.Yield();
                return task.Result; }

            public async Task WaitAsync(Task task) { await Task.Yield();
                task.Wait(); }

            public async Task<int> AwaiterAsync(Task<int> task) { await Task.Yield();
                return task.GetAwaiter().GetResult(); }

            public async Task AllAsync(Task task) { await Task.Yield();
                Task.WaitAll(task, task); }

            public async Task AnyAsync(Task task) { await Task.Yield();
                Task.WaitAny(task, task); }

            public async Task SleepAsync() { await Task.Yield();
                Thread.Sleep(50); }

            public async Task SemaphoreAsync(SemaphoreSlim semaphore) { await Task.Yield();
                semaphore.Wait(); }

            public async Task EventAsync(ManualResetEventSlim signal) { await Task.Yield();
                signal.Wait(); }

            public async Task TwinAsync(FileStream stream) { await Task.Yield();
                stream.Flush(); }

            public async Task EndAsync(StreamReader reader) { await Task.Yield();
                while (!reader.EndOfStream) { await reader.ReadLineAsync(); } }

            public async Task DroppedAsync() { await Task.Yield();
                Work(); }

            public void Dropped() =>
                Work();

            public void Resource() {
                using var file = File.Create("a");
                Task.Run(() => file.WriteByte(1)); }

            public void ResourceOnOneLine() {
                using (var file = File.Create("a")) { _ = WriteAsync(file); } }

            public async Task TwiceAsync() {
                var value = Count();
                await value;
                await value; }

            public void Keep() {
                _kept = Count(); }

            public object WrongEnum() =>
                new TaskCompletionSource(TaskContinuationOptions.RunContinuationsAsynchronously);

            public Task Continue(Task task) =>
                task.ContinueWith(done => { });

            public async Task RaceAsync(Task task) {
                await Task.WhenAny(task, Task.Delay(5000)); }

            public async Task RaceWithTokenAsync(Task task, CancellationToken token) {
                await Task.WhenAny(task, Task.Delay(5000)); await Task.Delay(1, token); }

            public async Task TokenAsync(CancellationToken token) {
                await Task.Delay(50); }

            public void Use() { lock (_gate) { _count++; s_start++; _instance++; } }

            private static Task WriteAsync(Stream stream) => stream.FlushAsync();

            private Task Work() => Task.Delay(_count);

            private ValueTask<int> Count() => new(_count);
        }
        """;

    [Fact]
    public void Defaults_ReportNothingTwice() => Assert.Equal([], Doubles(NewProject("doubles-defaults"), ""));

    [Fact]
    public void EverythingOfTheSdk_ReportsTwiceWhatThePageLists() =>
        Assert.Equal(Listed(), Doubles(NewProject("doubles-all"), "-p:AnalysisLevel=latest-all", "-p:EnforceCodeStyleInBuild=true"));

    /// <summary>The table of the user is found by its name, wherever the package is installed.</summary>
    [Fact]
    public void AdditionalFile_AddsRows()
    {
        var folder = NewProject("rows");
        Assert.Contains("UNR2004", Reports(folder, "").Select(report => report.Id));
        File.WriteAllText(Path.Combine(folder, "unravel.FireAndForgetSafe.tsv"), "dropped\tShop.Faults\tWork\tlogs for itself\n");
        Assert.DoesNotContain("UNR2004", Reports(folder, "-p:Rows=true").Select(report => report.Id));
    }

    private string NewProject(string name)
    {
        var folder = products.NewFolder(name);
        File.WriteAllText(Path.Combine(folder, "Faults.cs"), Faults);
        File.WriteAllText(Path.Combine(folder, "Shop.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <NuGetAudit>false</NuGetAudit>
                <ErrorLog>$(MSBuildProjectDirectory)/reports.sarif,version=2.1</ErrorLog>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Unravel.Analyzers" Version="{products.Version}" />
                <AdditionalFiles Include="unravel.FireAndForgetSafe.tsv" Condition="'$(Rows)' == 'true'" />
              </ItemGroup>
            </Project>
            """);
        return folder;
    }

    /// <summary>Pairs of ids on one line, where a row of the page says that both speak about the same thing.</summary>
    private List<string> Doubles(string folder, params string[] options)
    {
        var same = SameThing();
        var reports = Reports(folder, options);
        Assert.Contains(reports, report => report.Id.StartsWith("UNR", StringComparison.Ordinal));
        return
        [
            .. reports.Where(ours => same.ContainsKey(ours.Id))
                .SelectMany(ours => reports.Where(other => other.Line == ours.Line && same[ours.Id].Contains(other.Id)).Select(other => $"{ours.Id} {other.Id}"))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>All that the compiler was told, suggestions included: the console shows warnings only.</summary>
    private HashSet<(string Id, int Line)> Reports(string folder, params string[] options)
    {
        products.Dotnet(folder, ["build", "-m:1", "--no-incremental", .. options.Where(option => option.Length > 0)]);
        using var log = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "reports.sarif")));
        return
        [
            .. from result in log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
               where result.TryGetProperty("locations", out var places) && places.GetArrayLength() > 0
               let level = result.TryGetProperty("level", out var written) ? written.GetString() : "warning"
               where level != "none"
               select (result.GetProperty("ruleId").GetString()!, result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32()),
        ];
    }

    private static Dictionary<string, HashSet<string>> SameThing() =>
        Row().Matches(Repo.Read("docs/overlap.md")).ToDictionary(
            row => row.Groups[1].Value,
            row => Other().Matches(row.Groups[2].Value).Select(other => other.Value).ToHashSet(StringComparer.Ordinal));

    private static List<string> Listed()
    {
        var page = Repo.Read("docs/overlap.md");
        var start = page.IndexOf("<!-- doubles latest-all -->\n", StringComparison.Ordinal) + "<!-- doubles latest-all -->\n".Length;
        var lines = page[start..page.IndexOf("<!-- /doubles -->", StringComparison.Ordinal)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Where(line => line != "none").Select(line => line.TrimStart('-', ' ')).Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^\| (UNR\d{4}) \| ([^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\b(?:CA|CS|IDE)\d{4}\b")]
    private static partial Regex Other();
}
