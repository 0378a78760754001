using Unravel.Diagnostics.Symbols;
using Unravel.Diagnostics.Tests.Symbols.Specimens;

namespace Unravel.Diagnostics.Tests.Symbols;

public sealed class CSharpMethodNameTests
{
    private static readonly Dictionary<string, Func<Task<string>>> s_bodies = new()
    {
        ["Bodies.Plain"] = () => Task.FromResult(Bodies.Plain()),
        ["Bodies.Instance"] = () => Task.FromResult(new Bodies().Instance()),
        ["Bodies.Generic<int, int>"] = () => Task.FromResult(Bodies.Generic<string, int>()),
        ["Bodies.Async"] = Bodies.Async,
        ["Bodies.AsyncGeneric"] = Bodies.AsyncGeneric<string>,
        ["Bodies.Lambda.lambda"] = () => Task.FromResult(Bodies.Lambda()),
        ["Bodies.NestedLambda.lambda"] = () => Task.FromResult(Bodies.NestedLambda("")),
        ["Bodies.GenericLambda.lambda"] = () => Task.FromResult(Bodies.GenericLambda(1)),
        ["Bodies.Local.Inner"] = () => Task.FromResult(Bodies.Local()),
        ["Bodies.LocalInLambda.Inner"] = () => Task.FromResult(Bodies.LocalInLambda()),
        ["Bodies.AsyncLambda.lambda"] = Bodies.AsyncLambda,
        ["Bodies.AsyncLocal.Inner"] = () => Bodies.AsyncLocal(1),
        ["Bodies.AsyncGenericLocal.Inner"] = Bodies.AsyncGenericLocal,
        ["Bodies.Iterator"] = () => Task.FromResult(Bodies.Iterator().First()),
        ["Bodies.AsyncIterator"] = async () => await Bodies.AsyncIterator().FirstAsync(),
        ["Members.Members static constructor"] = () => Task.FromResult(Members.Static),
        ["Members.Members constructor"] = () => Task.FromResult(new Members().Made),
        ["Members.Property.get"] = () => Task.FromResult(new Members().Property),
        ["Members.Property.set"] = () => Task.FromResult(new Members().Written),
        ["Members.Changed.add"] = () => Task.FromResult(new Members().Subscribed),
        ["Members.Changed.remove"] = () => Task.FromResult(new Members().Unsubscribed),
        ["Members.Item.get"] = () => Task.FromResult(new Members()[0]),
        ["Members.operator +"] = () => Task.FromResult(new Members() + new Members()),
        ["Members.explicit operator"] = () => Task.FromResult((string)new Members()),
        ["Members.Value.get"] = () => Task.FromResult(((IAct<int>)new Members()).Value),
        ["Members.Act"] = () => Task.FromResult(((IAct<int>)new Members()).Act()),
        ["Members.ActAsync"] = () => ((IAct<int>)new Members()).ActAsync(),
        ["Members.ActLater.lambda"] = () => Task.FromResult(((IAct<int>)new Members()).ActLater()),
        ["Outer<int>.Plain"] = () => Task.FromResult(new Outer<string>().Plain()),
        ["Outer<int>.Lambda.lambda"] = () => Task.FromResult(new Outer<int>().Lambda(1)),
        ["Outer<int>.AsyncLambda.lambda"] = () => new Outer<int>().AsyncLambda(1),
        ["Outer<int>.Inner<int>.Generic<int>"] = () => Task.FromResult(new Outer<string>.Inner<int>().Generic<long>()),
        ["Outer<int>.Inner<int>.Async"] = () => new Outer<string>.Inner<int>().Async<long>(),
    };

    public static TheoryData<string> Written => [.. s_bodies.Keys];

    [Theory]
    [MemberData(nameof(Written))]
    public async Task Body_IsNamedAsItWasWritten(string written) => Assert.Equal(written, await s_bodies[written]());

    /// <summary>Forms seen in running processes that the test cannot be in.</summary>
    [Theory]
    [InlineData("System.Threading.Monitor", "<Wait>g____PInvoke|24_0", "Monitor.Wait")]
    [InlineData("Spec.G<System.Int32>", "Stand[[System.__Canon, System.Private.CoreLib]]", "G<int>.Stand<_>")]
    [InlineData("A.B", "M[[System.Collections.Generic.List`1[[System.Int32, System.Private.CoreLib]], System.Private.CoreLib],[System.String[], System.Private.CoreLib]]", "B.M<List<int>, string[]>")]
    [InlineData("Spec.G<System.Int32>+<>c__DisplayClass2_0<System.__Canon>", "<Stand>g__L|1[[System.Int32, System.Private.CoreLib]]", "G<int>.Stand.L")]
    [InlineData("Spec.G`1+<>c__3`1+<<A>b__3_0>d", "MoveNext", "G.A.lambda")]
    [InlineData("Shop.Cart", "Finalize", "Cart.~Cart")]
    [InlineData("Shop.Cart", "<>n__0", "Cart.<>n__0")]
    [InlineData("Shop.Cart", "get_", "Cart.get_")]
    [InlineData("", "Run", "Run")]
    public void OtherForms_AreReadable(string type, string method, string written) => Assert.Equal(written, CSharpMethodName.Short(type, method));
}

file static class FirstOfAsync
{
    public static async Task<T> FirstAsync<T>(this IAsyncEnumerable<T> items)
    {
        await foreach (var item in items)
        {
            return item;
        }

        throw new InvalidOperationException();
    }
}
