using Unravel.Diagnostics.Recording;

namespace Unravel.Diagnostics.Tests.Recording;

public sealed class TraceNamesTests
{
    [Theory]
    [InlineData("Shop.Pay(int32)", "Shop", "Pay")]
    [InlineData("App.Shop..ctor()", "App.Shop", ".ctor")]
    [InlineData("App.Shop+<>c__DisplayClass0_0.<Main>b__0()", "App.Shop+<>c__DisplayClass0_0", "<Main>b__0")]
    [InlineData("System.Collections.Generic.List`1[System.__Canon].Add(!0)", "System.Collections.Generic.List`1[System.__Canon]", "Add")]
    [InlineData("Shop.Pay", "Shop", "Pay")]
    [InlineData("lonely()", "", "lonely")]
    public void FullName_IsTypeAndMethod(string fullName, string type, string method) =>
        Assert.Equal((type, method), TraceNames.Split(fullName));
}
