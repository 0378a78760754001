using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Products;

/// <summary>The packed tool, installed as a user installs it.</summary>
[Collection(nameof(ProductsGroup))]
public sealed class ToolPackageTests(PackedProducts products)
{
    [Fact]
    public void InstalledTool_ListsProcessesAndShowsADeadlock()
    {
        var folder = products.NewFolder("tool");
        products.Dotnet(folder, "tool", "install", "dotnet-unravel", "--tool-path", "bin", "--version", products.Version);
        var tool = Path.Combine(folder, "bin", "dotnet-unravel");

        var list = Command.Run(tool, ["ps"], folder);
        Assert.Contains(Environment.ProcessId.ToString(), list.Output, StringComparison.Ordinal);

        var demo = Command.Run(tool, ["demo", "lock-order"], folder);
        Assert.Contains("UNR4001", demo.Output, StringComparison.Ordinal);
    }
}
