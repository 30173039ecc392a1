/**
 * Services that issue keys without a form of their own. A random value that is named like a secret beside one of these
 * names may be its key; names that are words of code or of ordinary sentences are left out.
 */
export const VENDOR_NAMES: readonly string[] = `
abuseipdb abyssale accuweather adzuna aeroworkflow airvisual alconost alegra aletheia alienvault
allsports amadeus ambee anypoint anypointoauth2 apacta api2cart apideck apiflash apifonica apilayer
apimatic apimetrics apitemplate appcues appfollow appointedd appoptics appsynergy apptivo atera audd
autodesk autoklose avaza aviationstack axonaut aylien ayrshare bannerbear baremetrics beebole
besnappy besttime billomat bitbar bitmex blazemeter blitapp blocknative bombbomb boostnote borgbase
braintrust brandfetch browshot buddyns budibase bugherd bulbul bulksms caflou calendarific
calorieninja campayn cannyio capsulecrm captaindata carboninterface cashboard caspio censys
centralstationcrm cexio chartmogul chatbot chatfuel chatfule checio checkvist cicero clickhelp
clicksendsms cliengo clientary clinchpad clockify clockworksms cloudconvert cloudelements cloudimage
cloudmersive cloudplan cloudsight cloverly cloze clustdoc codemagic codequiry coin coinlayer coinlib
collect2 commercejs commodities companyhub conversiontools convertkit convier copper countrylayer
craftmypdf crowdin cryptocompare currencycloud currencyfreaks currencylayer currencyscoop currents
customerguru d7network dandelion dareboost databox datagov deepai delighted demio detectify
detectlanguage dfuse diffbot diggernaut disqus ditto dnscheck docparser documo docusign dotdigital
dovico dronahq dtrack duply dwolla dynalist dyspatch eagleeyenetworks easyinsight ecostruxureit
edamam edenai eightxeight enablex enigma envoy eraser ethplorer eventbrite everhour exchangerate
exchangerates exportsdk faceplusplus fastforex feedier fetchrss fibery fileio finage
financialmodelingprep findl fixerio flatio fleetbase flexport flightlabs flightstats flowflu fmfw
formbucket formcraft formio formsite foursquare fulcrum fullstory fxmarket
gcpapplicationdefaultcredentials geckoboard gemini gengo geoapify geocode geocodify geocodio
geoipifi getemail getemails getgeo getgist getresponse getsandbox glassnode gocanvas godaddy goodday
graphcms graphhopper groovehq gtmetrix guardian gyazo happyscribe harvest hasura hellosign
helpcrunch hive hiveage holiday holistic html2pdf humanity hunter hybiscus hypertrack iconfinder
iexapis iexcloud imagga impala insightly instabot instamojo interseller intra42 intrinio
invoiceocean ip2location ipgeolocation ipinfo ipinfodb ipquality ipqualityscore ipstack jumpcloud
jupiterone juro kanban kanbantool karmacrm keenio kickbox klipfolio knapsackpro kontent krb5 kylas
languagelayer leadfeeder lemlist lemonsqueezy lendflow lessannoyingcrm lexigram linenotify
linkpreview liveagent livestorm loadmill loginradius lokalise loyverse lunchmoney luno madkudu
magicbell magnetic mailboxlayer mailmodo mailsac marketstack mavenlink meaningcloud mediastack
meistertask mesibo metabase metrilo mindmeister mite mixmax mockaroo mondaycom monkeylearn moonclerk
moosend mrticktock msteams myfreshworks myintervals nasdaqdatalink netsuite newscatcher nftport
nicereply nightfall nimble noticeable nozbe nozbeteams numverify nylas oanda omnisend onelogin
onfleet oopspam opencagedata openuv openvpn overloop owlbot packagecloud pagarme pandadoc pandascore
paperform paralleldots parsehub parseur partnerstack pastebin paydirtapp paymoapp paymongo pdflayer
pdfshift peopledatalabs pepipost pganalyzeread photoroom pipedream pivotaltracker pixabay planyo
podio polls poloniex polygon portainer positionstack postageapp postbacks powrbot prodpad
prospectcrm protocolsio proxycrawl purestake pushbullet pwhash qase qualaroo qubole raven rawg
reachmail reactapp reallysimplesystems recaptcha redhatpyxis refiner rentman repairshopr replyio
requestfinance restpack restpackhtmltopdf restpackscreenshot ritekit robinhoodcrypto rocketreach
rockset route4me rownd salesblink salescookie salesflare salesmate satismeterwrite scalr scrapeowl
scraper scraperbox scrapestack scrapfly scrapingant scrapingbee screenshotlayer scrutinizerci
securitytrails selectpdf semaphoreci sendinblue serphouse serpstack sherpadesk shipday shodan
shotstack shutterstock signalwire signaturit signupgenius sigopt simfin simplesat simplynoted
simvoly siteleaf skrappio skybiometry smartsheets smooch snipcart solarwindsobservability
speechtextai spoonacular sportsmonk sslmate statuscake statuspal stitchdata stockdata storecove
stormboard stormglass storychief streak stripo sugester supernotes surveybot surveysparrow survicate
swiftype tallyfy tatumio taxjar teamworkcrm teamworkdesk teamworkspaces technicalanalysis tefter
teletype testingbot theodds thinkific ticketmaster tickettailor tiingo timecamp tmetric toggltrack
tomorrowio tomtom tradier transferwise travelpayouts trufflehogenterprise twelvedata tyntec
uclassify unifyid unplugg upcdatabase uplead upwave urlscan userflow userstack vagrantcloud vatlayer
vbout verifier verimail veriphone versioneye viewneo virustotal visualcrossing voicegain voodoosms
vyte walkscore weatherbit weatherstack web3storage webex webexbot webscraper webscraping
weightsandbiases whoxy wistia worksnaps workstack worldcoinindex worldweather yelp youneedabudget
yousign youtube zenkit zenrows zenscrape zenserp zerobounce zerotier zipbooks zipcode zipcodebase
zohocrm zonkafeedback
airship aletheiaapi artsy metaapi convertapi screenshotapi pollsapi technicalanalysisapi timezoneapi flightapi vpnapi
extractorapi ipapi skrapp adobeio closecrm theoddsapi rebrandly instamojo
`
  .trim()
  .split(/\s+/)
