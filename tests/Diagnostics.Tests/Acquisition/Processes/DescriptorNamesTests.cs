using Unravel.Diagnostics.Acquisition.Processes;

namespace Unravel.Diagnostics.Tests.Acquisition.Processes;

public sealed class DescriptorNamesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("proc").FullName;

    public DescriptorNamesTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "100", "fd"));
        Directory.CreateDirectory(Path.Combine(_root, "100", "net"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void ConnectedSocket_IsNamedByBothEnds()
    {
        Descriptor(7, "socket:[555]");
        Table("tcp", "   3: 0100007F:1388 0100007F:A390 01 00000000:00000000 00:00000000 00000000     0        0 555 1 ffff888 20 4 30 10 -1");

        Assert.Equal("socket 127.0.0.1:5000 -> 127.0.0.1:41872", Find(7));
    }

    [Fact]
    public void ListeningSocket_IsNamedByItsOwnEnd()
    {
        Descriptor(7, "socket:[556]");
        Table("tcp6", "   0: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 556 1 ffff888");

        Assert.Equal("socket [::1]:8080", Find(7));
    }

    [Fact]
    public void MappedAddress_IsShownAsTheOldOne()
    {
        Descriptor(7, "socket:[557]");
        Table("tcp6", "   0: 0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF00000100007F:D431 01 0:0 0:0 0 0 0 557 1");

        Assert.Equal("socket 127.0.0.1:8080 -> 127.0.0.1:54321", Find(7));
    }

    [Fact]
    public void LocalSocket_IsNamedByItsPath()
    {
        Descriptor(7, "socket:[558]");
        Table("unix", "ffff8880: 00000002 00000000 00010000 0001 01 558 /run/app.sock");

        Assert.Equal("local socket /run/app.sock", Find(7));
    }

    [Fact]
    public void SocketOfAnotherKind_KeepsItsNumber()
    {
        Descriptor(7, "socket:[559]");

        Assert.Equal("socket:[559]", Find(7));
    }

    [Fact]
    public void PipeAndFile_AreNamedByTheirLinks()
    {
        Descriptor(7, "pipe:[123]");
        Descriptor(8, "/data/index");

        Assert.Equal("pipe:[123]", Find(7));
        Assert.Equal("/data/index", Find(8));
    }

    [Fact]
    public void ClosedDescriptor_HasNoName() => Assert.Null(Find(9));

    private string? Find(int descriptor) => new DescriptorNames(_root, 100).Find(descriptor);

    private void Descriptor(int number, string link) => File.CreateSymbolicLink(Path.Combine(_root, "100", "fd", $"{number}"), link);

    private void Table(string file, string line) => File.WriteAllText(Path.Combine(_root, "100", "net", file), "  sl  local_address rem_address\n" + line + "\n");
}
