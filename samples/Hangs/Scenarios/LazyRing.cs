namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>Two Lazy values need each other. One thread that asks gets an exception; two threads get a deadlock.</summary>
internal sealed class LazyRing(bool faulty) : Scenario(faulty)
{
    public override void Start()
    {
        var shop = new PriceShop(Faulty ? new Meeting(2) : Meeting.None);
        Run("catalogue-page", shop.ShowArticles);
        Run("price-page", shop.ShowPrices);
    }
}

internal sealed class PriceShop
{
    private readonly Lazy<string[]> _articles;
    private readonly Lazy<decimal[]> _prices;
    private readonly Meeting _bothCreate;
    private int _shown;

    public PriceShop(Meeting bothCreate)
    {
        _bothCreate = bothCreate;
        _articles = new Lazy<string[]>(LoadArticles);
        _prices = new Lazy<decimal[]>(bothCreate.IsNeeded ? LoadPrices : LoadPricesAlone);
    }

    public void ShowArticles() => _shown += _articles.Value.Length;

    public void ShowPrices() => _shown += _prices.Value.Length;

    private string[] LoadArticles()
    {
        _bothCreate.Meet();
        return [.. _prices.Value.Select(price => $"article at {price}")]; // marker: articles-wait
    }

    private decimal[] LoadPrices()
    {
        _bothCreate.Meet();
        return [.. _articles.Value.Select(article => (decimal)article.Length)]; // marker: prices-wait
    }

    /// <summary>The repair: prices come without articles.</summary>
    private static decimal[] LoadPricesAlone() => [1.5m, 2.5m];
}
