package forum

import (
	"testing"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/report"
)

func TestSummaryIsNamedWithMostSuppliersFirst(t *testing.T) {
	t.Parallel()
	summary := Summary{Summary: report.Summary{
		Suppliers: 9, Bands: [5]int{4, 0, 0, 0, 5},
		Countries: []report.SummaryGroup{{Code: "VNM", Bands: [5]int{0, 0, 0, 0, 2}}, {Code: "IDN", Bands: [5]int{4, 0, 0, 0, 2}}, {Code: "", Bands: [5]int{0, 0, 0, 0, 1}}},
	}, Flags: []FlagCount{{"passports-held", 1}, {"gone-since", 3}}}
	named := summary.name(setup(t).book, refdata.Default())
	if c := named.Countries; len(c) != 3 || c[0].Code != "IDN" || c[0].Count != 6 || c[0].Name.In(lang.English) != "Indonesia" || c[2].Code != "" {
		t.Errorf("countries %+v", c)
	}
	if f := named.Flags; f[0].Code != "gone-since" || f[1].Name.In(lang.Indonesian) == "" {
		t.Errorf("flags %+v", f)
	}
}

func TestOnlyACompanyReportHasASummary(t *testing.T) {
	t.Parallel()
	if s := SummaryOf(report.Content{Kind: report.KindSupplier}); s.Suppliers != 0 || len(s.Flags) != 0 {
		t.Errorf("%+v", s)
	}
}
