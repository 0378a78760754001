using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Products;

/// <summary>The attributes come as source: friends that both install the package do not get in each other's way.</summary>
[Collection(nameof(ProductsGroup))]
public sealed class AttributeSourceTests(PackedProducts products)
{
    private const string Till = """
        using Unravel.Annotations;

        namespace Shop;

        [ThreadSafe]
        internal sealed class Till
        {
            private readonly object _gate = new();

            [GuardedBy(nameof(_gate))]
            private int _cash;

            public void Put(int coins)
            {
                lock (_gate)
                {
                    Add(coins);
                }
            }

            [RequiresLock(nameof(_gate))]
            private void Add(int coins) => _cash += coins;
        }
        """;

    [Fact]
    public void Friends_BothHaveTheAttributes()
    {
        var folder = products.NewFolder("friends");
        Project(folder, "Shop", Till, "<ItemGroup><InternalsVisibleTo Include=\"Office\" /></ItemGroup>");
        Project(folder, "Office", Till.Replace("namespace Shop", "namespace Office", StringComparison.Ordinal), "<ItemGroup><ProjectReference Include=\"../Shop/Shop.csproj\" /></ItemGroup>");
        var build = products.Dotnet(Path.Combine(folder, "Office"), "build", "-m:1", "-warnaserror");
        Assert.Contains("0 Warning(s)", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_CanBeLeftOut()
    {
        var folder = products.NewFolder("without");
        Project(folder, "Shop", Till, "<PropertyGroup><UnravelAttributes>false</UnravelAttributes></PropertyGroup>");
        var build = products.TryDotnet(Path.Combine(folder, "Shop"), "build", "-m:1");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("CS0246", build.Output, StringComparison.Ordinal);
    }

    private void Project(string folder, string name, string source, string more)
    {
        var project = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        File.WriteAllText(Path.Combine(project, "Till.cs"), source);
        File.WriteAllText(Path.Combine(project, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Unravel.Analyzers" Version="{products.Version}" />
              </ItemGroup>
              {more}
            </Project>
            """);
    }
}
