using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Reflection;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Tests.Symbols;

namespace Unravel.Diagnostics.Tests.Runtimes;

public sealed class KnownSourcesTests
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public;

    private static readonly Assembly[] s_libraries = [typeof(object).Assembly, typeof(Socket).Assembly, typeof(Pipe).Assembly];

    [Fact]
    public void EverySource_IsATypeOfThisRuntime() =>
        Assert.All(KnownSources.Table, row => Assert.Contains(s_libraries, library => library.GetType(row.Type) is not null));

    [Fact]
    public void EveryOuterObject_IsATypeOfThisRuntime() =>
        Assert.All(KnownSources.Outer, type => Assert.Contains(s_libraries, library => library.GetType(type) is not null));

    [Fact]
    public void SocketOperation_LeadsToItsDescriptor()
    {
        var operation = typeof(Socket).Assembly.GetType(KnownSources.SocketOperation, throwOnError: true)!;

        Assert.Equal(typeof(Socket), CoreLibrary.Field(operation, KnownSources.SocketField)!.FieldType);
        Assert.Equal(typeof(SafeSocketHandle), CoreLibrary.Field(typeof(Socket), KnownSources.SocketHandleField)!.FieldType);
        Assert.Equal(typeof(nint), CoreLibrary.Field(typeof(System.Runtime.InteropServices.SafeHandle), KnownSources.DescriptorField)!.FieldType);
    }

    [Theory]
    [InlineData(typeof(TaskCompletionSource), true)]
    [InlineData(typeof(TaskCompletionSource<int>), true)]
    [InlineData(typeof(PeriodicTimer), true)]
    [InlineData(typeof(Task<int>), false)]
    [InlineData(typeof(List<TaskCompletionSource>), false)]
    public void ObjectAround_IsTheOneThatAProgramKnows(Type type, bool isOuter) => Assert.Equal(isOuter, KnownSources.IsOuter(ClrNames.Of(type)));

    [Fact]
    public void MethodsThatWaitForSeveral_AreThoseOfThisRuntime()
    {
        Assert.All(SeveralWaits.Table, row => Assert.Contains(
            (row.Type == PrimitiveLayout.HandleType ? typeof(WaitHandle) : typeof(BlockingCollection<int>)).GetMethods(Any),
            method => SeveralWaits.Is(ClrNames.Of(method.DeclaringType!), method.Name, out var needsAll) && needsAll == row.NeedsAll && method.Name.StartsWith(row.Method, StringComparison.Ordinal)));
        Assert.False(SeveralWaits.Is(PrimitiveLayout.HandleType, "WaitOne", out _));
        Assert.False(SeveralWaits.Is(null, null, out _));
    }
}
