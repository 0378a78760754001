using System.Text.RegularExpressions;
using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Products;

/// <summary>The packed analyzers in an empty project: what they report, what they repair, how they are turned up and down.</summary>
[Collection(nameof(ProductsGroup))]
public sealed partial class AnalyzerPackageTests(PackedProducts products)
{
    private const string Faults = """
        namespace Shop;

        public sealed class Orders
        {
            private readonly object _stock = new();
            private readonly object _ledger = new();
            private int _sold;

            public async Task<int> CountAsync(Task<int> pending)
            {
                await Task.Yield();
                return pending.Result; // blocks
            }

            public void Sell()
            {
                lock (_stock)
                {
                    lock (_ledger) // one order
                    {
                        _sold++;
                    }
                }
            }

            public void Restock()
            {
                lock (_ledger)
                {
                    lock (_stock) // the other order
                    {
                        _sold--;
                    }
                }
            }
        }
        """;

    [Fact]
    public void EmptyProject_SeesTheFaultsAndIsRepaired()
    {
        var folder = NewProject("repaired");
        var reports = Build(folder).ToList();
        Assert.Equal(["UNR1001", "UNR4001"], reports.Select(report => report.Id).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal([Line("// blocks")], reports.Where(report => report.Id == "UNR1001").Select(report => report.Line));
        Assert.Subset(
            new HashSet<int> { Line("// one order"), Line("// the other order") },
            reports.Where(report => report.Id == "UNR4001").Select(report => report.Line).ToHashSet());

        products.Dotnet(folder, "format", "analyzers", "--no-restore", "--severity", "warn", "--diagnostics", "UNR1001");

        Assert.Contains("return await pending; // blocks", File.ReadAllText(Path.Combine(folder, "Orders.cs")), StringComparison.Ordinal);
        Assert.Equal(["UNR4001"], Build(folder).Select(report => report.Id).Distinct());
    }

    [Fact]
    public void Mode_TurnsRulesDown()
    {
        var folder = NewProject("modes");
        Assert.DoesNotContain(Build(folder, "-p:UnravelMode=Tests"), report => report.Id == "UNR1001");
        Assert.Contains(Build(folder, "-p:UnravelMode=Library"), report => report.Id == "UNR1001");
    }

    [Fact]
    public void EditorConfig_BeatsTheMode()
    {
        var folder = NewProject("editorconfig");
        File.WriteAllText(Path.Combine(folder, ".editorconfig"), "root = true\n[*.cs]\ndotnet_diagnostic.UNR1001.severity = none\n");
        Assert.Equal(["UNR4001"], Build(folder, "-p:UnravelMode=Library").Select(report => report.Id).Distinct());
    }

    [Fact]
    public void UnknownMode_IsAnErrorThatNamesTheModes()
    {
        var folder = NewProject("unknown");
        var build = products.TryDotnet(folder, "build", "-m:1", "-p:UnravelMode=Strict");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("UnravelMode is 'Strict', which is none of Minimal, Recommended, All, Library, App, Tests.", build.Output, StringComparison.Ordinal);
    }

    private string NewProject(string name)
    {
        var folder = products.NewFolder(name);
        File.WriteAllText(Path.Combine(folder, "Orders.cs"), Faults);
        File.WriteAllText(Path.Combine(folder, "Shop.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Unravel.Analyzers" Version="{products.Version}" />
              </ItemGroup>
            </Project>
            """);
        return folder;
    }

    /// <summary>Every warning of the build; a crashed or unloadable analyzer is one too (AD0001, CS8032, CS9057).</summary>
    private IEnumerable<(string Id, int Line)> Build(string folder, params string[] options)
    {
        Command build = products.Dotnet(folder, ["build", "-m:1", "--no-incremental", .. options]);
        return Warning().Matches(build.Output)
            .Select(match => (match.Groups["id"].Value, int.Parse("0" + match.Groups["line"].Value)))
            .Distinct();
    }

    private static int Line(string mark) => Faults.ReplaceLineEndings("\n").Split(mark)[0].Count(letter => letter == '\n') + 1;

    [GeneratedRegex(@"(?:\((?<line>\d+),\d+\))?\s?: warning (?<id>[A-Z]+\d+):")]
    private static partial Regex Warning();
}
